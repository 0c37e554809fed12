import type * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import { type AlarmSpec, minutes } from "../../alerts/aws/alarm";
import type { Endpoint } from "../../target";

/** All that Route 53 checks from, of which it takes three or more (AWS, Amazon Route 53 API reference, HealthCheckConfig). */
export const ROUTE53_REGIONS = [
  "us-east-1",
  "us-west-1",
  "us-west-2",
  "eu-west-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-northeast-1",
  "sa-east-1",
];

/** One of each of three continents. */
export const DEFAULT_ROUTE53_REGIONS = ["us-east-1", "eu-west-1", "ap-southeast-1"];

/**
 * A check from several regions, every 30 s. It takes 2xx and 3xx for an answer, and any certificate for a good one: that
 * the certificate is, the canary tells. An endpoint's address may not be known yet; the domain is.
 */
export function healthCheckArgs(
  { service, url, path, domain }: Endpoint,
  regions: string[],
  tags: Record<string, string>,
): route53.HealthCheckArgs {
  const address = pulumi.output(url).apply(known => new URL(known));
  const secured = domain === undefined ? address.apply(({ protocol }) => protocol === "https:") : pulumi.output(true);
  return {
    type: secured.apply(https => (https ? "HTTPS" : "HTTP")),
    fqdn: domain ?? address.apply(({ hostname }) => hostname),
    port: secured.apply(https => (https ? 443 : 80)),
    resourcePath: path,
    requestInterval: 30,
    failureThreshold: 3,
    regions,
    tags: { ...tags, Name: `${tags["daytwo:application"] ?? ""} ${service}`.trim() },
  };
}

/** The alarm on a check, which lives in us-east-1, where Route 53 has its metrics. */
export function unreachable(service: string, healthCheckId: pulumi.Input<string>): AlarmSpec {
  return {
    subject: service,
    condition: "unreachable",
    route: "critical",
    means: `${service} cannot be reached from several regions of the world.`,
    first:
      "see whether the outage's alarm stands too; if not, look at DNS, the certificate and the way to the balancer.",
    measure: {
      namespace: "AWS/Route53",
      metricName: "HealthCheckStatus",
      dimensions: { HealthCheckId: healthCheckId },
      statistic: "Minimum",
      period: 60,
      ...minutes(2, 3),
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      treatMissingData: "breaching",
    },
  };
}

/** The alarm on a canary, which can join the outage's: canaries run in the stack's own region. */
export function canaryFails(service: string, canaryName: pulumi.Input<string>, interval: number): AlarmSpec {
  return {
    subject: service,
    condition: "outside",
    route: "outage",
    means: `${service} does not answer a request from outside, or not in time.`,
    first:
      "see in the canary's last run what it met: no connection, a bad certificate, an error's status, or no answer in time.",
    measure: {
      namespace: "CloudWatchSynthetics",
      metricName: "SuccessPercent",
      dimensions: { CanaryName: canaryName },
      statistic: "Average",
      period: interval * 60,
      ...minutes(2, 3),
      comparisonOperator: "LessThanThreshold",
      threshold: 100,
      treatMissingData: "breaching",
    },
  };
}
