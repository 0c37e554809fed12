import type * as pulumi from "@pulumi/pulumi";
import { type Check, isPlainObject } from "../../common/checks";
import type { Environment } from "../../common/environment";
import type { Foundation } from "../../foundation";
import type { AwsDeploymentTargetArgs, ExistingCluster, ExistingVpc } from "./args";
import { Network, newVpc } from "./network";

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

/** What every service, worker and job of a target shares. */
export interface Place extends Pick<AwsDeploymentTargetArgs, "registry" | "logs" | "architecture" | "transform"> {
  cluster: ExistingCluster;
  network: ContainerNetwork;
  environment: Environment;
  /** The schedules' group; not there when no job has a schedule. */
  scheduleGroup: pulumi.Output<string> | undefined;
  tags: Record<string, string>;
}

/** The place of the deployment target that a component is given as its foundation. */
export function placeOf(foundation: Foundation | undefined): Place | undefined {
  return hasPlace(foundation) ? foundation.place : undefined;
}

/** That what is given as `foundation` is a deployment target of this row. */
export const isTarget: Check = (value, path, mistakes) => {
  if (!hasPlace(value))
    mistakes.add(path, "is no deployment target; write new aws.DeploymentTarget(…), or leave it out");
};

function hasPlace(value: unknown): value is { place: Place } {
  return isPlainObject(value) && isPlainObject(value.place) && isPlainObject(value.place.cluster);
}

/** The network that is given, or a new one. */
export function networkOf(
  name: string,
  { vpc, transform }: AwsDeploymentTargetArgs,
  environment: Environment,
  tags: Record<string, string>,
  parent: pulumi.Resource,
): TargetNetwork {
  const found = isExisting(vpc)
    ? vpc
    : new Network(`${name}-network`, { ...newVpc(vpc, environment), tags, transform: transform?.network }, { parent });
  const { id: vpcId, publicSubnetIds, privateSubnetIds = [] } = found;
  const assignPublicIp = privateSubnetIds.length === 0;
  return { vpcId, publicSubnetIds, subnetIds: assignPublicIp ? publicSubnetIds : privateSubnetIds, assignPublicIp };
}

function isExisting(vpc: AwsDeploymentTargetArgs["vpc"]): vpc is ExistingVpc {
  return vpc !== undefined && "id" in vpc;
}
