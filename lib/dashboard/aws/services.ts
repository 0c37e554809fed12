import type { Thresholds } from "../../alerts/defaults";
import type { AwsWatch, WatchedService } from "../../target/aws/watch";
import type { Chart, Line } from "./widgets";

type Named = readonly (readonly [name: string, service: WatchedService])[];

/**
 * What services and workers use of their limits, and how many tasks they run. What Container Insights alone measures is
 * there for those whose cluster has it.
 */
export function serviceCharts({ services = {} }: AwsWatch, { cpu, memory }: Thresholds): Chart[] {
  const all = Object.entries(services);
  return [
    { title: "CPU", unit: "percent", lines: lines(all, "AWS/ECS", "CPUUtilization", "Average"), limit: cpu },
    { title: "Memory", unit: "percent", lines: lines(all, "AWS/ECS", "MemoryUtilization", "Average"), limit: memory },
    {
      title: "Running tasks",
      unit: "tasks",
      worst: "lowest",
      lines: lines(insighted(all), INSIGHTS, "RunningTaskCount", "Minimum"),
    },
    {
      title: "Disk of the tasks",
      minor: true,
      unit: "GB in use",
      lines: lines(insighted(all), INSIGHTS, "EphemeralStorageUtilized", "Average"),
    },
    {
      title: "Network, received",
      minor: true,
      unit: "bytes a second",
      lines: lines(insighted(all), INSIGHTS, "NetworkRxBytes", "Average"),
    },
    {
      title: "Network, sent",
      minor: true,
      unit: "bytes a second",
      lines: lines(insighted(all), INSIGHTS, "NetworkTxBytes", "Average"),
    },
  ];
}

/** Rollouts, as far as CloudWatch has a metric of them: how many deployments a service has; more than one while it is rolled out. */
export function rolloutCharts({ services = {} }: AwsWatch): Chart[] {
  const all = insighted(Object.entries(services));
  return [
    {
      title: "Deployments under way",
      unit: "2 and more is a rollout",
      period: 60,
      lines: lines(all, INSIGHTS, "DeploymentCount", "Maximum"),
    },
    {
      title: "Tasks wanted",
      minor: true,
      unit: "tasks",
      period: 60,
      lines: lines(all, INSIGHTS, "DesiredTaskCount", "Maximum"),
    },
    {
      title: "Tasks that start",
      minor: true,
      unit: "tasks",
      period: 60,
      lines: lines(all, INSIGHTS, "PendingTaskCount", "Maximum"),
    },
  ];
}

/** Amazon CloudWatch user guide, "Amazon ECS Container Insights metrics". */
const INSIGHTS = "ECS/ContainerInsights";

function insighted(services: Named): Named {
  return services.filter(([, { containerInsights = true }]) => containerInsights);
}

function lines(services: Named, namespace: string, metricName: string, stat: Line["stat"]): Line[] {
  return services.map(([label, { clusterName: ClusterName, serviceName: ServiceName }]) => ({
    namespace,
    metricName,
    dimensions: { ClusterName, ServiceName },
    stat,
    label,
  }));
}
