import type * as pulumi from "@pulumi/pulumi";
import type { Watch } from "../index";

/** One ECS service as CloudWatch knows it. */
export interface WatchedService {
  clusterName: pulumi.Input<string>;
  serviceName: pulumi.Input<string>;
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

/** What AWS alarms look at. `DeploymentTarget.watch` is one; any part can be written by hand. */
export interface AwsWatch extends Watch {
  /** The application load balancer: `arnSuffix` is "app/…". @default - no alarms on requests */
  loadBalancer?: { arnSuffix: pulumi.Input<string> };
  /** ECS services by name. @default - none */
  services?: Record<string, WatchedService>;
  /** Jobs by name. @default - none */
  jobs?: Record<string, WatchedJob>;
  /** ACM certificates by domain. @default - none */
  certificates?: Record<string, pulumi.Input<string>>;
  /** An RDS instance to watch. @default - none */
  database?: {
    instanceIdentifier: pulumi.Input<string>;
    maximumConnections: pulumi.Input<number>;
    storageBytes: pulumi.Input<number>;
  };
}
