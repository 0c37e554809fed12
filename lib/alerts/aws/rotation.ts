import type { WatchedDatabase } from "../../target/aws/watch";
import { type AlarmSpec, DATABASE_SUBJECT } from "./alarm";

/** That the application's password could not be renewed. Secrets Manager tries again; the old one goes on to hold. */
export function rotationAlarms({ rotation }: WatchedDatabase): AlarmSpec[] {
  if (rotation === undefined) return [];
  return [
    {
      subject: DATABASE_SUBJECT,
      condition: "rotation",
      route: "warning",
      means: "The database's password was not renewed; the one before goes on to hold.",
      first:
        "see the log of the function that renews it, and that of the task it starts, whose names end in credentials.",
      measure: {
        namespace: "AWS/Lambda",
        metricName: "Errors",
        dimensions: { FunctionName: rotation },
        statistic: "Sum",
        comparisonOperator: "GreaterThanThreshold",
        threshold: 0,
        period: 3_600,
        evaluationPeriods: 1,
        treatMissingData: "notBreaching",
      },
    },
  ];
}
