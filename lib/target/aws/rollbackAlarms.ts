import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import type { TargetGroupPair } from "./traffic";

/** Requests a minute below which a rollout is not judged by its answers. */
const MINIMUM_REQUESTS = 10;

/** 2 of 3 one-minute points, as Copilot's rollback alarms: quick, and deaf to a single bad minute. */
const TWO_OF_THREE = { evaluationPeriods: 3, datapointsToAlarm: 2, treatMissingData: "notBreaching" };

/**
 * A tighter copy of the alert on server errors, for the rollout alone. It looks at both groups of a pair, since their roles
 * swap: at both together, or where the traffic moves in stages, at the worse one, since the few requests that a canary
 * spoils would be lost among those that the old version answers well.
 */
export function errorsAlarm(
  service: string,
  loadBalancer: pulumi.Input<string>,
  groups: TargetGroupPair,
  staged: boolean,
): cloudwatch.MetricAlarmArgs {
  const errors = groups.map((group, index) =>
    metric(`e${index}`, "HTTPCode_Target_5XX_Count", "Sum", loadBalancer, group.arnSuffix),
  );
  const requests = groups.map((group, index) =>
    metric(`r${index}`, "RequestCount", "Sum", loadBalancer, group.arnSuffix),
  );
  return {
    ...TWO_OF_THREE,
    alarmDescription: `${service}: more than 1 % of the answers are 5xx. While a new version comes in, this brings the old one back.`,
    comparisonOperator: "GreaterThanThreshold",
    threshold: 1,
    metricQueries: [...errors, ...requests, ...(staged ? worseRate(groups) : commonRate(groups))],
  };
}

function commonRate(groups: TargetGroupPair) {
  const expression = `IF(requests>=${MINIMUM_REQUESTS},100*errors/requests,0)`;
  return [total("errors", "e", groups), total("requests", "r", groups), { ...RATE, expression }];
}

/** Points that are missing are no requests; the 1 keeps the division whole where there are none. */
function worseRate(groups: TargetGroupPair) {
  const rates = groups.map((_, index) => ({
    id: `q${index}`,
    expression: `IF(FILL(r${index},0)>=${MINIMUM_REQUESTS},100*FILL(e${index},0)/FILL(r${index},1),0)`,
    returnData: false,
  }));
  return [...rates, { ...RATE, expression: `MAX([${rates.map(({ id }) => id).join(",")}])` }];
}

const RATE = { id: "rate", label: "5xx, percent", returnData: true };

/** The slowest hundredth of the answers, over both groups. */
export function latencyAlarm(
  service: string,
  loadBalancer: pulumi.Input<string>,
  groups: TargetGroupPair,
): cloudwatch.MetricAlarmArgs {
  const times = groups.map((group, index) =>
    metric(`t${index}`, "TargetResponseTime", "p99", loadBalancer, group.arnSuffix),
  );
  const requests = groups.map((group, index) =>
    metric(`r${index}`, "RequestCount", "Sum", loadBalancer, group.arnSuffix),
  );
  const list = groups.map((_, index) => `t${index}`);
  const worst = list.length > 1 ? `MAX([${list.join(",")}])` : list.join("");
  const slowest = {
    id: "slowest",
    expression: `IF(requests>=${MINIMUM_REQUESTS},${worst},0)`,
    label: "p99, seconds",
    returnData: true,
  };
  return {
    ...TWO_OF_THREE,
    alarmDescription: `${service}: one answer in a hundred takes over 2 s. While a new version comes in, this brings the old one back.`,
    comparisonOperator: "GreaterThanThreshold",
    threshold: 2,
    metricQueries: [...times, ...requests, total("requests", "r", groups), slowest],
  };
}

/** The sum of a metric over the groups; the idle one of a pair has no points. */
function total(id: string, letter: string, groups: TargetGroupPair) {
  return { id, expression: groups.map((_, index) => `FILL(${letter}${index},0)`).join("+"), returnData: false };
}

function metric(
  id: string,
  metricName: string,
  stat: string,
  loadBalancer: pulumi.Input<string>,
  targetGroup: pulumi.Input<string>,
) {
  const dimensions = { LoadBalancer: loadBalancer, TargetGroup: targetGroup };
  return {
    id,
    returnData: false,
    metric: { namespace: "AWS/ApplicationELB", metricName, dimensions, period: 60, stat },
  };
}
