import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { telling } from "../../common/aws/alarm";

/**
 * Levels ERROR and FATAL, as text, as `level=error`, as `"level":"error"`, and as the numbers 50 and 60 of pino and
 * bunyan. In the regular expressions that filter patterns take: no groups, few symbols, hence the dots. (AWS, CloudWatch
 * Logs user guide, "Filter pattern syntax".)
 */
export const ERROR_LINE = "ERROR|FATAL|level.{1,4}[Ee]rror|level.{1,4}[Ff]atal|level.{1,4}[56]0,";

/** Of a group's five regular expressions in filters, this is one. */
export const DEFAULT_PATTERN = `%${ERROR_LINE}%`;

/** Where the counts of a source's error lines stand. */
export interface ErrorMetric {
  namespace: string;
  name: string;
}

/** Two stacks of one application in an account must not add to the same count, and dimensions rule out a default value. */
export function errorMetric(application: string, stack: string, source: string): ErrorMetric {
  return { namespace: `daytwo/${application}/${stack}`, name: `${source}-error-lines` };
}

export function errorFilter(
  logGroupName: pulumi.Input<string>,
  pattern: string,
  { namespace, name }: ErrorMetric,
): cloudwatch.LogMetricFilterArgs {
  // With the zero a quiet source is known to be quiet; without it the alarm would only ever see its own kind of line.
  const metricTransformation = { namespace, name, value: "1", defaultValue: "0", unit: "Count" };
  return { logGroupName, pattern, metricTransformation };
}

export function errorAlarm(
  source: string,
  threshold: number,
  { namespace, name }: ErrorMetric,
  topic: pulumi.Input<string> | undefined,
): cloudwatch.MetricAlarmArgs {
  return {
    alarmDescription: `${source} logged ${threshold} or more error lines within 5 minutes. Which ones: the saved query "errors" in CloudWatch Logs Insights.`,
    namespace,
    metricName: name,
    statistic: "Sum",
    period: 300,
    evaluationPeriods: 1,
    threshold,
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    // No line at all is no error; whether the source runs at all is for the health alarms to say.
    treatMissingData: "notBreaching",
    ...telling(topic),
  };
}
