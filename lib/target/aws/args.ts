import type * as ecs from "@pulumi/aws/ecs";
import type * as scheduler from "@pulumi/aws/scheduler";
import type * as pulumi from "@pulumi/pulumi";
import type { Cache } from "../../cache";
import type { Transform, Transforms } from "../../common/component";
import type { Database } from "../../database";
import type { LogAggregation } from "../../logs/aws";
import type { FileStore } from "../../storage";
import type { DeploymentTarget, DeploymentTargetArgs } from "../index";
import type { BalancerChildren } from "./balancer";
import type { DomainChildren } from "./domain";
import type { JobChildren } from "./job";
import type { NetworkChildren } from "./network";
import type { ScalingChildren } from "./scaling";
import type { SecretsChildren } from "./secrets";
import type { ServiceChildren } from "./service";
import type { Admitting, Granting } from "./shared";
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
  /** The listener that takes the services' rules: "arn:aws:elasticloadbalancing:…:listener/app/…". */
  listenerArn: pulumi.Input<string>;
  /** Whether that listener speaks HTTPS. @default true */
  https?: boolean;
  /** "app/…", the suffix of the balancer's ARN. @default - what the listener's ARN says */
  arnSuffix?: pulumi.Input<string>;
  /** @default - looked up in AWS */
  dnsName?: pulumi.Input<string>;
  /** The hosted zone of its DNS name. @default - looked up in AWS */
  zoneId?: pulumi.Input<string>;
  /** The balancer's security group, which the containers admit. @default - its first, looked up in AWS */
  securityGroupId?: pulumi.Input<string>;
  /**
   * Whether that group lets nothing out but by a rule for each service, as that of a balancer that this library makes; each
   * service then adds its own. @default false
   */
  egressRules?: boolean;
}

export interface AwsDeploymentTargetArgs extends DeploymentTargetArgs {
  logs?: LogAggregation;
  /** Its DATABASE_URL is given to every container that has none, and each of them is let in. @default - none */
  database?: Database & Admitting;
  /** Likewise: CACHE_URL. @default - none */
  cache?: Cache & Admitting;
  /** Its environment and secrets are given to every container, and the right to read and write its files. @default - none */
  storage?: FileStore & Granting;
  /** The network: an existing one, or how to make one. @default - the foundation's, else a new one by the preset */
  vpc?: ExistingVpc | NewVpc;
  /** An ECS cluster to join. @default - the foundation's, else a new one with Container Insights on, which the alarms on tasks need */
  cluster?: ExistingCluster;
  /** A load balancer to join, or the deployment target that has it. @default - a new one, when there is a service */
  loadBalancer?: ExistingLoadBalancer | DeploymentTarget;
  /**
   * The priority of a service's rule on the listener, 1 to 50000, by the service's name: for a balancer that is shared, where
   * two rules of different stacks may meet.
   *
   * @default - by its domain and path, the deeper path first; two routes of the same depth meet once in 5000 times
   */
  rulePriorities?: Record<string, number>;
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
