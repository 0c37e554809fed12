import type * as pulumi from "@pulumi/pulumi";
import type { Watch } from "../index";

/** One ECS service as CloudWatch knows it. */
export interface WatchedService {
  clusterName: pulumi.Input<string>;
  serviceName: pulumi.Input<string>;
  /** Whether the cluster has Container Insights, which counts tasks. @default true */
  containerInsights?: boolean;
  /** The fewest tasks that must run. */
  minimumTasks: number;
  /** `arnSuffix` of each target group that can carry its traffic: one, or the two of a blue-green pair, whose roles swap. Empty for a worker. */
  targetGroups: pulumi.Input<string>[];
}

/** A job whose runs are watched. */
export interface WatchedJob {
  /** Any revision of its task definition stands for all. */
  taskDefinitionArn: pulumi.Input<string>;
}

/** An application load balancer as CloudWatch knows it. */
export interface WatchedLoadBalancer {
  /** "app/…". */
  arnSuffix: pulumi.Input<string>;
  /** Whether others use it as well, so that its own figures are not these services' alone. @default false */
  shared?: boolean;
}

/** What AWS alarms look at. `DeploymentTarget.watch` is one; any part can be written by hand. */
export interface AwsWatch extends Watch {
  /** The application load balancer: `arnSuffix` is "app/…". @default - no alarms on requests */
  loadBalancer?: WatchedLoadBalancer;
  /** ECS services by name. @default - none */
  services?: Record<string, WatchedService>;
  /** Jobs by name. @default - none */
  jobs?: Record<string, WatchedJob>;
  /** The group of EventBridge Scheduler that the jobs' schedules stand in, and no others. @default - a run that cannot be started is not told of */
  scheduleGroup?: pulumi.Input<string>;
  /** ACM certificates by domain. @default - none */
  certificates?: Record<string, pulumi.Input<string>>;
  /** An RDS instance to watch. @default - none */
  database?: {
    instanceIdentifier: pulumi.Input<string>;
    maximumConnections: pulumi.Input<number>;
    storageBytes: pulumi.Input<number>;
  };
}
