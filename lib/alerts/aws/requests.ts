import type * as pulumi from "@pulumi/pulumi";
import { type Metric, mathQueries } from "./math";

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
 */
export function errorRate(loadBalancer: pulumi.Input<string>, minimumRequests: number) {
  const metrics = {
    requests: count(loadBalancer, "RequestCount"),
    target: count(loadBalancer, "HTTPCode_Target_5XX_Count"),
    balancer: count(loadBalancer, "HTTPCode_ELB_5XX_Count"),
  };
  return mathQueries(metrics, {
    errors: "FILL(target, 0) + FILL(balancer, 0)",
    traffic: "FILL(requests, 0) + FILL(balancer, 0)",
    rate: `IF(errors > 0 AND errors >= FILL(requests, 0), 100, IF(traffic >= ${minimumRequests}, 100 * errors / traffic, 0))`,
  });
}

/** The share of requests answered 4xx, in percent, minute by minute; 0 below the least traffic. */
export function clientErrorRate(loadBalancer: pulumi.Input<string>, minimumRequests: number) {
  const metrics = {
    requests: count(loadBalancer, "RequestCount"),
    target: count(loadBalancer, "HTTPCode_Target_4XX_Count"),
    balancer: count(loadBalancer, "HTTPCode_ELB_4XX_Count"),
  };
  return mathQueries(metrics, {
    errors: "FILL(target, 0) + FILL(balancer, 0)",
    traffic: "FILL(requests, 0) + FILL(balancer, 0)",
    rate: `IF(traffic >= ${Math.max(minimumRequests, 1)}, 100 * errors / traffic, 0)`,
  });
}

function count(loadBalancer: pulumi.Input<string>, metricName: string): Metric {
  return { namespace: "AWS/ApplicationELB", metricName, dimensions: { LoadBalancer: loadBalancer }, stat: "Sum" };
}
