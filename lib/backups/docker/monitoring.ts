import type { AlertRule, Monitoring } from "../../common/docker/monitoring";
import type { BackupJob } from "./jobs";

/** What a job may take, besides half its interval again, before its silence is told of: as much as its interval, up to an hour. */
const LONGEST_GRACE_SECONDS = 3_600;

/** A job that runs more often has another chance soon. */
const SOON_SECONDS = 3_600;

/** What a run may take, and what the clock takes to tell of it. */
const RUN_SECONDS = 120;

/** Until the clock tells of a job after an update. */
const START_SECONDS = 900;

/** How long a job's daily, monthly or five-minute schedule is at most; by what its cron begins with. */
function intervalOf({ schedule }: BackupJob): number {
  if (schedule.startsWith("*/")) return 300;
  const [, , day, , weekday] = schedule.split(" ");
  if (day !== "*") return 31 * 86_400;
  return weekday === "*" ? 86_400 : 7 * 86_400;
}

/**
 * What is watched of backups, by what the clock tells of jobs: that the last run went well, and that there was one; also when
 * nothing is told at all. A backup that fails has a next time, so it is a warning; one that cannot be read or restored, or
 * that has stayed away for long, puts the data in danger now.
 */
export function backupMonitoring(name: string, jobs: readonly BackupJob[]): Monitoring {
  return { scrapes: [], rules: [{ name, rules: jobs.flatMap(job => [failed(job), silent(job)]) }] };
}

/** A job with a next time within the hour is told of when that fails, too: the first may have met a restart, or an outage. */
function failed(job: BackupJob): AlertRule {
  const { name, proves } = job;
  const interval = intervalOf(job);
  return {
    alert: proves ? "BackupUnproven" : "BackupFailed",
    severity: proves ? "critical" : "warning",
    subject: name,
    ...(!proves && { part: true }),
    expr: `max(daytwo_job_last_exit_code{job="${name}"}) != 0`,
    ...(interval < SOON_SECONDS && { forSeconds: interval + RUN_SECONDS }),
    summary: proves ? `${name} failed: backups may not be restorable.` : `The last run of ${name} failed.`,
    description: `First: read its last line with "daytwo run ${name}" or in its log; running it well ends this alert.`,
  };
}

function silent(job: BackupJob): AlertRule {
  const interval = intervalOf(job);
  const limit = interval * 1.5 + Math.min(interval, LONGEST_GRACE_SECONDS);
  const succeeded = `daytwo_job_last_success_timestamp_seconds{job="${job.name}"}`;
  const known = `daytwo_job_last_end_timestamp_seconds{job="${job.name}"}`;
  return {
    alert: "BackupMissing",
    severity: "critical",
    subject: job.name,
    // One that never succeeded counts from its last end, or from when the clock first knew it.
    expr: `time() - max(${succeeded} or ${known}) > ${limit} or absent(${known})`,
    forSeconds: START_SECONDS,
    summary: `${job.name} has not succeeded when it should have.`,
    description: 'First: see whether the clock runs, which starts jobs, with "daytwo stops"; then run the job by hand.',
  };
}
