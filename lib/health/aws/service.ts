import type * as pulumi from "@pulumi/pulumi";
import { type AlarmSpec, type Measure, minutes } from "../../alerts/aws/alarm";
import { type Metric, mathQueries } from "../../alerts/aws/math";
import type { WatchedService } from "../../target/aws/watch";

/** Alarms on a service's or worker's tasks, and on its targets at the balancer. One that may scale to nothing has none. */
export function serviceAlarms(
  name: string,
  service: WatchedService,
  loadBalancer: pulumi.Input<string> | undefined,
): AlarmSpec[] {
  if (service.minimumTasks === 0) return [];
  const targets = loadBalancer !== undefined && service.targetGroups.length > 0;
  return [
    ...(countsTasks(service) ? taskAlarms(name, service) : []),
    ...(targets ? targetAlarms(name, service, loadBalancer) : []),
  ];
}

/** Whether the running tasks are measured; where they never are, that nothing is measured would be an outage for ever. */
function countsTasks({ containerInsights = true }: WatchedService): boolean {
  return containerInsights;
}

/** What is not watched of a service, in words for the plan. */
export function gapNote(name: string, service: WatchedService): string | undefined {
  if (service.minimumTasks === 0 || countsTasks(service)) return undefined;
  return `${name}: no alarms on its running tasks, which only Container Insights counts; turn it on for the cluster and say so`;
}

function taskAlarms(name: string, service: WatchedService): AlarmSpec[] {
  const { minimumTasks } = service;
  const none: AlarmSpec = {
    subject: name,
    condition: "no-task",
    route: "outage",
    means: `${name} has no running task.`,
    first: "see in the service's events and stopped tasks why: an image that cannot be pulled, a crash, no capacity.",
    measure: { ...runningTasks(service), ...fewerThan(1), ...minutes(2, 3) },
  };
  const few: AlarmSpec = {
    subject: name,
    condition: "few-tasks",
    route: "degradation",
    means: `${name} has run fewer than its ${minimumTasks} tasks for 5 minutes.`,
    first: "see in the service's events and stopped tasks why they do not stay.",
    measure: { ...runningTasks(service), ...fewerThan(minimumTasks), ...minutes(5) },
  };
  return minimumTasks > 1 ? [none, few] : [none];
}

function targetAlarms(name: string, service: WatchedService, loadBalancer: pulumi.Input<string>): AlarmSpec[] {
  const { minimumTasks } = service;
  const healthy = overAllGroups("HealthyHostCount", service, loadBalancer);
  const unhealthy = overAllGroups("UnHealthyHostCount", service, loadBalancer);
  const none: AlarmSpec = {
    subject: name,
    condition: "no-healthy-target",
    route: "outage",
    means: `The load balancer finds no healthy task of ${name}; users get errors.`,
    first: "see why the health check fails: in the application's log, and in the reason that the target group gives.",
    measure: { ...healthy, ...fewerThan(1), ...minutes(1) },
  };
  const few: AlarmSpec = {
    subject: name,
    condition: "few-healthy-targets",
    route: "degradation",
    means: `The load balancer has found fewer than ${minimumTasks} healthy tasks of ${name} for 5 minutes.`,
    first: "see which tasks are missing or unhealthy, and whether a release is going out.",
    measure: { ...healthy, ...fewerThan(minimumTasks), ...minutes(5) },
  };
  const bad: AlarmSpec = {
    subject: name,
    condition: "unhealthy-targets",
    route: "degradation",
    means: `Tasks of ${name} have failed the load balancer's health check for 5 minutes.`,
    first: "see in their log why they answer the health check late, or with an error.",
    measure: {
      ...unhealthy,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      ...MISSING_IS_BAD,
      ...minutes(5),
    },
  };
  return minimumTasks > 1 ? [none, few, bad] : [none, bad];
}

/**
 * The hosts of all target groups together. Of a blue-green pair one group is idle, and after a rollout it is the other one:
 * each alone would alarm for ever. SUM over a list takes the idle group's missing points for nothing, and gives no point at
 * all when both are missing, which FILL would hide at the newest minute, where a point may only be late.
 */
function overAllGroups(
  metricName: string,
  { targetGroups }: WatchedService,
  loadBalancer: pulumi.Input<string>,
): Measure {
  const metrics = targetGroups.map(TargetGroup => hosts(metricName, { LoadBalancer: loadBalancer, TargetGroup }));
  const [only, ...others] = metrics;
  if (only && others.length === 0) return asMeasure(only);
  const byId = Object.fromEntries(metrics.map((metric, index) => [`group${index + 1}`, metric]));
  return { metricQueries: mathQueries(byId, { hosts: `SUM([${Object.keys(byId).join(", ")}])` }) };
}

function hosts(metricName: string, dimensions: Metric["dimensions"]): Metric {
  return { namespace: "AWS/ApplicationELB", metricName, dimensions, stat: "Minimum" };
}

function asMeasure({ stat, ...metric }: Metric): Measure {
  return { ...metric, statistic: stat, period: 60 };
}

/** There only with Container Insights on. */
function runningTasks({ clusterName, serviceName }: WatchedService): Measure {
  return {
    namespace: "ECS/ContainerInsights",
    metricName: "RunningTaskCount",
    dimensions: { ClusterName: clusterName, ServiceName: serviceName },
    statistic: "Minimum",
    period: 60,
  };
}

/** That nothing is measured any more is the worst of signs where health is measured. */
const MISSING_IS_BAD = { treatMissingData: "breaching" };

function fewerThan(threshold: number): Measure {
  return { comparisonOperator: "LessThanThreshold", threshold, ...MISSING_IS_BAD };
}
