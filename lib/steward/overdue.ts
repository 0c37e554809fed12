import type { CloudWatchMetric } from "./cloudwatch";

/**
 * What `steward overdue` is told: to fail when a job has had no success for too long. For jobs that run less often than
 * CloudWatch's own alarms can look back.
 */
export interface OverdueSpec {
  /** Where the metrics are. */
  region: string;
  jobs: Record<string, OverdueJob>;
}

/** A job that must succeed from time to time. */
export interface OverdueJob {
  /** Counts its successes. */
  succeeded: CloudWatchMetric;
  /** Counts the looks that were taken at it: a job that is looked at since yesterday cannot be overdue since last month. */
  seen: CloudWatchMetric;
  /** The most seconds between two successes. */
  within: number;
}
