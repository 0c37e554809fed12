import type { RuleGroup } from "../../common/docker/monitoring";

/** Seconds beyond its interval that a scheduled job may take to end, before its silence is told of. */
const LATE_SECONDS = 3_600;

/**
 * The rules on jobs, the user's and the steward's own: that the last run went well, and that there was one. `others` are
 * looked at by the parts that they belong to, such as backups.
 */
export function jobRules(name: string, others: readonly string[]): RuleGroup[] {
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
      ],
    },
  ];
}

/** The jobs that rules are about already. */
export function jobsIn(groups: readonly RuleGroup[]): string[] {
  const rules = groups.flatMap(({ rules }) => rules).filter(rule => "alert" in rule);
  const subjects = rules.filter(({ expr }) => expr.includes("daytwo_job_")).map(({ subject }) => subject);
  return [...new Set(subjects)];
}
