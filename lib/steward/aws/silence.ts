import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import type { AlarmSpec } from "../../alerts/aws/alarm";
import { longestGap } from "../../target/interval";
import type { CloudWatchMetric } from "../cloudwatch";
import type { StewardJob } from "./job";

/** Lines of a job's log that are counted: its results, which the steward writes as its last line (`JobResult`). */
export interface Heartbeat {
  /** What is counted: "dump-main-succeeded". */
  of: string;
  /** The metric's name. */
  name: string;
  namespace: string;
  /** In the form of filters on JSON (Amazon CloudWatch Logs user guide, "Filter pattern syntax"). */
  pattern: string;
}

const HOUR = 3_600;

/** A job is silent when it has had no success for so many of its intervals. */
const INTERVALS = 1.5;

/**
 * An alarm may look back for 7 days, yet wait with a new stack for 2 days at most (Amazon CloudWatch API reference,
 * "PutMetricAlarm"; user guide, "Alarm warm-up periods"). One that looked back longer than it can wait would tell of a job
 * before its first run.
 */
const LONGEST_LOOK_BACK = 48 * HOUR;

/** The most seconds between two successes. */
export function patienceWith(schedule: string): number {
  return Math.ceil((INTERVALS * longestGap(schedule)) / HOUR) * HOUR;
}

/** Whether a job runs too seldom for an alarm of CloudWatch's. */
export function isRare(schedule: string): boolean {
  return patienceWith(schedule) > LONGEST_LOOK_BACK;
}

/** Where a steward's heartbeats are counted: no two stewards of an account add to the same counts. */
export interface Counter {
  application: string;
  /** The steward's name. */
  steward: string;
}

export function successOf(counter: Counter, job: string): Heartbeat {
  return { ...beat(counter, `${job}-succeeded`), pattern: '{ $.outcome = "succeeded" }' };
}

/** Any end of a job, good or bad. */
export function endOf(counter: Counter, of: string): Heartbeat {
  return { ...beat(counter, of), pattern: "{ $.outcome = * }" };
}

function beat({ application, steward }: Counter, of: string): Omit<Heartbeat, "pattern"> {
  return { of, name: `${steward}-${of}`, namespace: `daytwo/${application}/${pulumi.getStack()}` };
}

/** A heartbeat as the steward reads it. */
export function metricOf({ name, namespace }: Heartbeat): CloudWatchMetric {
  return { namespace, name, statistic: "Sum" };
}

export function heartbeatFilter(
  logGroupName: pulumi.Input<string>,
  { name, namespace, pattern }: Heartbeat,
): cloudwatch.LogMetricFilterArgs {
  return { logGroupName, pattern, metricTransformation: { namespace, name, value: "1", unit: "Count" } };
}

/** The alarm on a job's silence; none for one that is rare, which another job looks after. */
export function silenceAlarm(
  subject: string,
  { schedule, severity }: Pick<StewardJob, "schedule" | "severity">,
  [{ name, namespace }]: readonly [Heartbeat, ...Heartbeat[]],
): AlarmSpec | undefined {
  if (isRare(schedule)) return undefined;
  const hours = patienceWith(schedule) / HOUR;
  return {
    subject,
    condition: "silent",
    route: severity,
    means: `The steward's job ${subject} has had no success for ${hours} hours.`,
    first: "see its log, and whether its schedule is still there and on.",
    measure: {
      namespace,
      metricName: name,
      statistic: "Sum",
      period: HOUR,
      evaluationPeriods: hours,
      datapointsToAlarm: hours,
      threshold: 1,
      comparisonOperator: "LessThanThreshold",
      treatMissingData: "breaching",
    },
  };
}
