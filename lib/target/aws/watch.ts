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

/** A database as CloudWatch knows it: an instance of RDS, or a cluster of Aurora's. */
export interface WatchedDatabase {
  /** @default - it is a cluster */
  instanceIdentifier?: pulumi.Input<string>;
  /** @default - it is an instance */
  clusterIdentifier?: pulumi.Input<string>;
  /** Whether the servers of a cluster are of Serverless v2, whose local storage CloudWatch does not count. @default false */
  serverless?: boolean;
  /** @default - no alarm on connections */
  maximumConnections?: pulumi.Input<number>;
  /** Of an instance, which may run out of it. @default - no alarm on storage */
  storageBytes?: pulumi.Input<number>;
  /** The function that renews the password. @default - no alarm on its errors */
  rotation?: pulumi.Input<string>;
}

/** A cache as CloudWatch knows it. */
export interface WatchedCache {
  /** The identifiers of its nodes. */
  nodes: pulumi.Input<string>[];
  /** Whether its entries are data that should not be dropped. */
  persistent: boolean;
  /** Whether its nodes live on CPU credits. */
  burstable: boolean;
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
  /** A database to watch that no component of ours is. @default - that among `parts`, where there is one */
  database?: WatchedDatabase;
}
