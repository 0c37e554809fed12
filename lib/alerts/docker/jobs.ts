import type { AlertRule, RuleGroup } from "../../common/docker/monitoring";

/** Seconds beyond its interval that a scheduled job may take to end, before its silence is told of. */
const LATE_SECONDS = 3_600;

/** How long a job may be gone: an update makes its container anew. */
const GONE_SECONDS = 300;

/** Which jobs there are, as far as rules are made of it. */
export interface KnownJobs {
  /** Those of the user that the clock starts. */
  scheduled: readonly string[];
  /** Those that are looked at by the parts that they belong to, such as backups. */
  others: readonly string[];
}

/** Under which name the steward is looked at. */
export function stewardJob(name: string): string {
  return `${name}-steward`;
}

/**
 * The rules on jobs, the user's and the steward's own: that they are there, that the last run went well, and that there was
 * one.
 */
export function jobRules(name: string, { scheduled, others }: KnownJobs): RuleGroup[] {
  const which = others.length > 0 ? `{job!~"${others.join("|")}"}` : "";
  const failed = `daytwo_job_last_exit_code${which} != 0`;
  const ended = `time() - daytwo_job_last_end_timestamp_seconds${which}`;
  return [
    {
      name: `${name}-jobs`,
      rules: [
        {
          alert: "JobFailed",
          severity: "warning",
          part: true,
          subject: "{{ $labels.job }}",
          expr: failed,
          summary: "The last run of {{ $labels.job }} failed.",
          description: "First: see its log; run it again once the reason is gone, which ends this alert.",
        },
        {
          alert: "JobSilent",
          severity: "warning",
          subject: "{{ $labels.job }}",
          expr: `${ended} > daytwo_job_interval_seconds + ${LATE_SECONDS}`,
          summary: "{{ $labels.job }} has not run when it was due.",
          description:
            "First: see whether the steward runs, which starts jobs by the clock, and whether the job still runs.",
        },
        ...scheduled.map(job => gone(job, stewardJob(name))),
      ],
    },
  ];
}

/** Whoever cleans the host up by hand, also takes containers that only wait for their time. */
function gone(job: string, steward: string): AlertRule {
  return {
    alert: "JobGone",
    severity: "warning",
    subject: job,
    // Where the steward itself is not seen, that is told.
    expr: `absent(daytwo_job_interval_seconds{job="${job}"}) and on () (max(up{job="${steward}"}) == 1)`,
    forSeconds: GONE_SECONDS,
    summary: `The container of the job ${job} is not on the host; nothing starts it.`,
    description: 'First: run "pulumi up --refresh", which makes it again; then see who removed it.',
  };
}

/** The jobs that rules are about already. */
export function jobsIn(groups: readonly RuleGroup[]): string[] {
  const rules = groups.flatMap(({ rules }) => rules).filter(rule => "alert" in rule);
  const subjects = rules.filter(({ expr }) => expr.includes("daytwo_job_")).map(({ subject }) => subject);
  return [...new Set(subjects)];
}
