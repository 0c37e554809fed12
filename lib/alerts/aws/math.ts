import type * as inputs from "@pulumi/aws/types/input";
import type * as pulumi from "@pulumi/pulumi";

type Query = inputs.cloudwatch.MetricAlarmMetricQuery;

/** A metric as CloudWatch knows it, by the minute. */
export interface Metric {
  namespace: string;
  metricName: string;
  dimensions: Record<string, pulumi.Input<string>>;
  stat: "Sum" | "Minimum" | "Maximum" | "Average" | "p99";
}

/** CloudWatch, quotas: "a math expression used for an alarm can include as many as 10 metrics". */
export const METRICS_LIMIT = 10;

/** The queries of a math alarm: its metrics by id, and expressions over them of which the last one is judged. */
export function mathQueries(metrics: Record<string, Metric>, expressions: Record<string, string>): Query[] {
  const queried = Object.entries(metrics).map(([id, metric]): Query => ({ id, metric: { ...metric, period: 60 } }));
  const judged = Object.keys(expressions).at(-1);
  const computed = Object.entries(expressions).map(
    ([id, expression]): Query => ({ id, expression, label: id, returnData: id === judged }),
  );
  return [...queried, ...computed];
}
