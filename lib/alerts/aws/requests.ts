import type * as pulumi from "@pulumi/pulumi";
import { type Metric, mathQueries } from "./math";

/** Where requests are counted: at a balancer of one's own, or at one service's target groups on a balancer that others use too. */
export interface Counted {
  loadBalancer: pulumi.Input<string>;
  /** @default - everything that comes to the balancer */
  targetGroups?: readonly pulumi.Input<string>[];
}

/** Metrics that an alarm on one service's share of a balancer takes for each of its target groups, at most. */
export const METRICS_PER_GROUP = 3;

/**
 * The share of requests answered 5xx, in percent, minute by minute.
 *
 * - A balancer reports a count only when there is one, hence FILL.
 * - `requests` omits what the balancer refused before it chose a target. In a total outage that is everything: traffic is
 *   therefore requests and the balancer's own errors together (AWS, Application Load Balancers user guide, metrics).
 * - Below the least traffic a share says nothing, so that one error at night counts as none, unless nothing worked: as many
 *   errors as requests that reached a target, or more. Errors with a target chosen (502, 504) stand in both metrics, hence
 *   the comparison with `requests` and not with traffic. A single such minute is no alarm yet: two of three must be bad.
 * - A minute without requests gives 0, not nothing: for nothing, CloudWatch would reach back to an older error instead.
 * - A balancer's own errors are not counted by target group. Of those, connections that a service's targets did not take
 *   are: with them a service that refuses everything is an outage here too. What never got as far as its targets is not.
 */
export function errorRate(counted: Counted, minimumRequests: number) {
  const requests = counts("requests", "RequestCount", counted);
  const target = counts("target", "HTTPCode_Target_5XX_Count", counted);
  const other = counted.targetGroups
    ? counts("unreached", "TargetConnectionErrorCount", counted)
    : counts("balancer", "HTTPCode_ELB_5XX_Count", counted);
  return mathQueries(
    { ...requests.metrics, ...target.metrics, ...other.metrics },
    {
      errors: `${target.total} + ${other.total}`,
      traffic: counted.targetGroups ? requests.total : `${requests.total} + ${other.total}`,
      rate: `IF(errors > 0 AND errors >= ${requests.total}, 100, ${ifEnough(minimumRequests, "100 * errors / traffic")})`,
    },
  );
}

/** The share of requests answered 4xx, in percent, minute by minute; 0 below the least traffic. */
export function clientErrorRate(counted: Counted, minimumRequests: number) {
  const requests = counts("requests", "RequestCount", counted);
  const target = counts("target", "HTTPCode_Target_4XX_Count", counted);
  const rate = ifEnough(minimumRequests, "100 * errors / traffic");
  if (counted.targetGroups)
    return mathQueries(
      { ...requests.metrics, ...target.metrics },
      { errors: target.total, traffic: requests.total, rate },
    );
  const balancer = counts("balancer", "HTTPCode_ELB_4XX_Count", counted);
  return mathQueries(
    { ...requests.metrics, ...target.metrics, ...balancer.metrics },
    { errors: `${target.total} + ${balancer.total}`, traffic: `${requests.total} + ${balancer.total}`, rate },
  );
}

/** The slowest hundredth of the answers of one service, in seconds, at the slower of its target groups; 0 below the least traffic. */
export function slowestAnswers(counted: Counted, minimumRequests: number) {
  const requests = counts("requests", "RequestCount", counted);
  const times = measured("time", "TargetResponseTime", "p99", counted);
  return mathQueries(
    { ...requests.metrics, ...times },
    { traffic: requests.total, slowest: ifEnough(minimumRequests, `MAX([${Object.keys(times).join(", ")}])`) },
  );
}

/** Without any traffic there is no share of it. */
function ifEnough(minimumRequests: number, value: string): string {
  return `IF(traffic >= ${Math.max(minimumRequests, 1)}, ${value}, 0)`;
}

/** A count's metrics, by id, and the expression of all of them together. */
interface Counts {
  metrics: Record<string, Metric>;
  total: string;
}

export function counts(id: string, metricName: string, counted: Counted): Counts {
  const metrics = measured(id, metricName, "Sum", counted);
  const filled = Object.keys(metrics).map(each => `FILL(${each}, 0)`);
  return { metrics, total: filled.length > 1 ? `(${filled.join(" + ")})` : filled.join() };
}

/** One metric for the balancer, or one for each target group. */
export function measured(
  id: string,
  metricName: string,
  stat: Metric["stat"],
  { loadBalancer, targetGroups }: Counted,
) {
  const metric = { namespace: "AWS/ApplicationELB", metricName, stat };
  const dimensions = { LoadBalancer: loadBalancer };
  if (!targetGroups) return { [id]: { ...metric, dimensions } };
  const grouped = targetGroups.map((TargetGroup, index): [string, Metric] => [
    `${id}${index + 1}`,
    { ...metric, dimensions: { ...dimensions, TargetGroup } },
  ]);
  return Object.fromEntries(grouped);
}
