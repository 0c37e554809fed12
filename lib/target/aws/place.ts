import type * as pulumi from "@pulumi/pulumi";
import { type Check, isPlainObject } from "../../common/checks";
import type { Environment } from "../../common/environment";
import type { Foundation } from "../../foundation";
import type { AwsDeploymentTargetArgs, ExistingCluster, ExistingVpc } from "./args";
import { Network, newVpc } from "./network";
import type { Shared } from "./shared";

/** Where containers stand. */
export interface ContainerNetwork {
  vpcId: pulumi.Input<string>;
  subnetIds: pulumi.Input<string>[];
  /** Whether containers need public addresses, because nothing else leads out. */
  assignPublicIp: boolean;
}

/** The network of a target: where its containers stand, and where its balancer does. */
export interface TargetNetwork extends ContainerNetwork {
  publicSubnetIds: pulumi.Input<string>[];
}

/** Where containers run, and what all services, workers and jobs there share. */
export interface Place extends Pick<AwsDeploymentTargetArgs, "registry" | "logs" | "architecture" | "transform"> {
  cluster: ExistingCluster;
  network: TargetNetwork;
  environment: Environment;
  /** The schedules' group. @default - the account's default one */
  scheduleGroup?: pulumi.Output<string> | undefined;
  /** What other parts give to every container. @default - nothing */
  shared?: Shared | undefined;
  /** Whether logs that a container keeps itself are of the user's, and so protected in production. @default false */
  keepsLogs?: boolean;
  tags: Record<string, string>;
}

/** The place of what a component is given as its foundation: a `Foundation`, or a deployment target. */
export function placeOf(foundation: Foundation | undefined): Place | undefined {
  return hasPlace(foundation) ? foundation.place : undefined;
}

/** That what is given as `foundation` is one of this row, or a deployment target of it. */
export const isGround: Check = (value, path, mistakes) => {
  if (!hasPlace(value))
    mistakes.add(path, "is no foundation of this row; write new aws.Foundation(…), or leave it out");
};

/** The subnets of a foundation, or of what is said of one: where containers and data stand; `undefined` where they are made. */
export function toldSubnets(foundation: unknown): readonly unknown[] | undefined {
  if (hasPlace(foundation)) return foundation.place.network.subnetIds;
  const vpc = isPlainObject(foundation) && isPlainObject(foundation.vpc) ? foundation.vpc : {};
  const subnets = vpc.privateSubnetIds ?? vpc.publicSubnetIds;
  return Array.isArray(subnets) ? subnets : undefined;
}

function hasPlace(value: unknown): value is { place: Place } {
  return isPlainObject(value) && isPlainObject(value.place) && isPlainObject(value.place.cluster);
}

/** The network that is given, or a new one. */
export function networkOf(
  name: string,
  { vpc, transform }: Pick<AwsDeploymentTargetArgs, "vpc"> & { transform?: Pick<Transforms, "network"> | undefined },
  environment: Environment,
  tags: Record<string, string>,
  opts: pulumi.ComponentResourceOptions,
): TargetNetwork {
  const found = isExisting(vpc)
    ? vpc
    : new Network(`${name}-network`, { ...newVpc(vpc, environment), tags, transform: transform?.network }, opts);
  const { id: vpcId, publicSubnetIds, privateSubnetIds = [] } = found;
  const assignPublicIp = privateSubnetIds.length === 0;
  return { vpcId, publicSubnetIds, subnetIds: assignPublicIp ? publicSubnetIds : privateSubnetIds, assignPublicIp };
}

type Transforms = NonNullable<AwsDeploymentTargetArgs["transform"]>;

function isExisting(vpc: AwsDeploymentTargetArgs["vpc"]): vpc is ExistingVpc {
  return vpc !== undefined && "id" in vpc;
}
