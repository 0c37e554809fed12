import type * as ecs from "@pulumi/aws/ecs";
import type { ExistingCluster } from "./args";

/** A new cluster: with Container Insights, which the alarms on tasks need. */
export function clusterArgs(tags: Record<string, string>): ecs.ClusterArgs {
  return { settings: [{ name: "containerInsights", value: "enabled" }], tags };
}

/** The new cluster in the form that an existing one is given in. */
export function joined({ arn, name }: ecs.Cluster): ExistingCluster {
  return { arn, name, containerInsights: true };
}
