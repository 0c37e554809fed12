import type * as ecs from "@pulumi/aws/ecs";
import type { Transform, Transforms } from "../../common/component";
import type { ExistingCluster, ExistingVpc, NewVpc } from "../../target/aws/args";
import type { NetworkChildren } from "../../target/aws/network";
import type { FoundationArgs } from "../index";

/** The kind of child that the foundation itself makes; its network has its own. */
export interface FoundationChildren {
  cluster: ecs.ClusterArgs;
}

export interface AwsFoundationArgs extends FoundationArgs {
  /** The network: an existing one, or how to make one. @default - a new one by the preset */
  vpc?: ExistingVpc | NewVpc;
  /** An ECS cluster to join. @default - a new one with Container Insights on, which the alarms on tasks need */
  cluster?: ExistingCluster;
  /** Reshapes children, by part and kind. @default - none */
  transform?: {
    network?: Transforms<NetworkChildren>;
    cluster?: Transform<ecs.ClusterArgs>;
  };
}
