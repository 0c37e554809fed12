import type * as ecs from "@pulumi/aws/ecs";
import type * as scheduler from "@pulumi/aws/scheduler";
import type * as pulumi from "@pulumi/pulumi";
import type { Transform, Transforms } from "../../common/component";
import type { LogAggregation } from "../../logs/aws";
import type { DeploymentTargetArgs } from "../index";
import type { BalancerChildren } from "./balancer";
import type { DomainChildren } from "./domain";
import type { JobChildren } from "./job";
import type { NetworkChildren } from "./network";
import type { ScalingChildren } from "./scaling";
import type { SecretsChildren } from "./secrets";
import type { ServiceChildren } from "./service";
import type { TaskChildren } from "./task";
import type { TrafficChildren } from "./traffic";

/** A network that is there already. */
export interface ExistingVpc {
  id: pulumi.Input<string>;
  /** Subnets with a route to the internet gateway, in at least two zones: for the balancer. */
  publicSubnetIds: pulumi.Input<string>[];
  /** Subnets for the containers, with a way out to pull images. @default - the public ones, with public addresses */
  privateSubnetIds?: pulumi.Input<string>[];
}

/** A network to make. */
export interface NewVpc {
  /** Its IPv4 range, /16 to /24. @default "10.0.0.0/16" */
  cidr?: string;
  /** Availability zones, 2 or 3. @default - production 3, staging 2 */
  zones?: 2 | 3;
  /**
   * The containers' way out: a NAT gateway in each zone, a single one (cheaper; its zone's failure cuts all containers
   * off), or none: containers stand in the public subnets with public addresses, which only the balancer may reach.
   *
   * @default - production "per-zone", staging "none"
   */
  nat?: "per-zone" | "single" | "none";
}

export interface ExistingCluster {
  arn: pulumi.Input<string>;
  name: pulumi.Input<string>;
  /** Whether Container Insights is on; the alarms on tasks need it. @default false */
  containerInsights?: boolean;
}

/** An application load balancer that is there already, with the listener that the services' rules join. */
export interface ExistingLoadBalancer {
  /** "app/…", the suffix of its ARN. */
  arnSuffix: pulumi.Input<string>;
  dnsName: pulumi.Input<string>;
  /** The hosted zone of its DNS name. */
  zoneId: pulumi.Input<string>;
  /** The listener that takes the services' rules. */
  listenerArn: pulumi.Input<string>;
  /** Whether that listener speaks HTTPS. @default true */
  https?: boolean;
  /** The balancer's security group, which the containers admit. */
  securityGroupId: pulumi.Input<string>;
}

export interface AwsDeploymentTargetArgs extends DeploymentTargetArgs {
  logs?: LogAggregation;
  /** The network: an existing one, or how to make one. @default - a new one by the preset */
  vpc?: ExistingVpc | NewVpc;
  /** An ECS cluster to join. @default - a new one with Container Insights on, which the alarms on tasks need */
  cluster?: ExistingCluster;
  /** A load balancer to join. @default - a new one, when there is a service */
  loadBalancer?: ExistingLoadBalancer;
  /**
   * The Route 53 hosted zone of the services' domains, by its name ("example.com") or id ("Z…"): one for all, or one for each
   * domain: `{ "shop.example.com": "Z…", "shop.example.org": "Z…" }`.
   *
   * @default - the domain without its first label, or the domain itself when it has only two
   */
  hostedZone?: pulumi.Input<string> | Record<string, pulumi.Input<string>>;
  /** Reshapes children, by part and kind. @default - none */
  transform?: {
    network?: Transforms<NetworkChildren>;
    balancer?: Transforms<BalancerChildren>;
    domain?: Transforms<DomainChildren>;
    cluster?: Transform<ecs.ClusterArgs>;
    scheduleGroup?: Transform<scheduler.ScheduleGroupArgs>;
    task?: Transforms<TaskChildren>;
    secrets?: Transforms<SecretsChildren>;
    traffic?: Transforms<TrafficChildren>;
    service?: Transforms<ServiceChildren>;
    scaling?: Transforms<ScalingChildren>;
    job?: Transforms<JobChildren>;
  };
}
