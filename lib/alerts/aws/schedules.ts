import type * as pulumi from "@pulumi/pulumi";
import { type AlarmSpec, minutes } from "./alarm";
import { type Metric, mathQueries } from "./math";

/**
 * The alarm on runs of jobs that ECS would not start: no task stops then, so that ECS sends no event. EventBridge Scheduler
 * counts them by the group of the schedule (its user guide, "Monitoring Amazon EventBridge Scheduler with Amazon
 * CloudWatch"), each refused attempt, and each run given up after the last of them. What RunTask answers with a list of
 * failures instead of an error, such as no capacity, counts as refused too (unverified).
 */
export function scheduleAlarms(scheduleGroup: pulumi.Input<string>): AlarmSpec[] {
  const metrics = {
    refused: attempts("TargetErrorCount", scheduleGroup),
    dropped: attempts("InvocationDroppedCount", scheduleGroup),
  };
  return [
    {
      subject: "jobs",
      condition: "not-started",
      route: "warning",
      means: "A scheduled job could not be started, or only after another attempt.",
      first: "start it with its run command, which tells why: a missing right, subnet, image or quota.",
      measure: {
        metricQueries: mathQueries(metrics, { failed: "SUM([refused, dropped])" }),
        comparisonOperator: "GreaterThanThreshold",
        threshold: 0,
        ...minutes(1),
        treatMissingData: "notBreaching",
      },
    },
  ];
}

function attempts(metricName: string, ScheduleGroup: pulumi.Input<string>): Metric {
  return { namespace: "AWS/Scheduler", metricName, dimensions: { ScheduleGroup }, stat: "Sum" };
}
