import type * as pulumi from "@pulumi/pulumi";
import type { HealthCheckAlarms } from "../../health/aws";
import { EDGE_REGION } from "../../notifications/aws";
import type { AwsWatch } from "../../target/aws/watch";
import type { Chart, Line } from "./widgets";

/** Whether services answer, from outside and from inside, and how long their certificates hold. */
export function healthCharts(
  { loadBalancer, services = {}, certificates = {} }: AwsWatch,
  health?: Pick<HealthCheckAlarms, "probes">,
): Chart[] {
  const { canaries = {}, checks = {} } = health?.probes ?? {};
  const groups = Object.entries(services).flatMap(([service, { targetGroups }]) =>
    targetGroups.map(group => [service, group] as const),
  );
  const found: (Chart | false)[] = [
    {
      title: "Uptime, as a canary sees it",
      unit: "percent",
      worst: "lowest",
      lines: lines(canaries, CanaryName => ["CloudWatchSynthetics", "SuccessPercent", "Average", { CanaryName }]),
    },
    {
      title: "Reachable from several regions",
      unit: "1 is yes",
      worst: "lowest",
      region: EDGE_REGION,
      lines: lines(checks, HealthCheckId => ["AWS/Route53", "HealthCheckStatus", "Minimum", { HealthCheckId }]),
    },
    loadBalancer !== undefined && {
      title: "Healthy tasks at the load balancer",
      unit: "tasks",
      worst: "lowest",
      lines: groups.map(([label, TargetGroup]) => ({
        namespace: "AWS/ApplicationELB",
        metricName: "HealthyHostCount",
        dimensions: { LoadBalancer: loadBalancer.arnSuffix, TargetGroup },
        stat: "Minimum",
        label,
      })),
    },
    {
      title: "Days left of certificates",
      unit: "days",
      worst: "lowest",
      period: 86_400,
      lines: lines(certificates, CertificateArn => [
        "AWS/CertificateManager",
        "DaysToExpiry",
        "Minimum",
        { CertificateArn },
      ]),
    },
  ];
  return found.filter(chart => chart !== false);
}

type Measured = readonly [namespace: string, metricName: string, stat: Line["stat"], dimensions: Line["dimensions"]];

function lines(
  all: Readonly<Record<string, pulumi.Input<string>>>,
  measured: (id: pulumi.Input<string>) => Measured,
): Line[] {
  return Object.entries(all).map(([label, id]) => {
    const [namespace, metricName, stat, dimensions] = measured(id);
    return { namespace, metricName, stat, dimensions, label };
  });
}
