import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";
import { isPlainObject } from "../../common/checks";
import type { AwsDeploymentTargetArgs, ExistingLoadBalancer } from "./args";
import type { Front } from "./front";

/** What of a listener's ARN names it; the balancer's own is told by what it has in common with it. */
export const LISTENER = /^listener\/(app\/[^/]+\/[^/]+)\/[^/]+$/;

/** A load balancer of which all is known. */
export interface JoinedLoadBalancer {
  arnSuffix: pulumi.Input<string>;
  dnsName: pulumi.Input<string>;
  zoneId: pulumi.Input<string>;
  listenerArn: pulumi.Input<string>;
  https?: boolean;
  securityGroupId: pulumi.Input<string>;
  egressRules?: boolean;
}

/** The load balancer that is told, by itself or by the deployment target that has it. */
export function toldBalancer({
  loadBalancer,
}: Pick<AwsDeploymentTargetArgs, "loadBalancer">): ExistingLoadBalancer | undefined {
  return hasBalancer(loadBalancer) ? loadBalancer.loadBalancer : withListener(loadBalancer);
}

/** Whether what is given as a load balancer is a deployment target of this row that has one. */
export function hasBalancer(value: unknown): value is { loadBalancer: JoinedLoadBalancer } {
  return isPlainObject(value) && isPlainObject(value.loadBalancer) && "listenerArn" in value.loadBalancer;
}

function withListener(value: AwsDeploymentTargetArgs["loadBalancer"]): ExistingLoadBalancer | undefined {
  return value !== undefined && "listenerArn" in value ? value : undefined;
}

/** The load balancer that is there, with what it is not said to be looked up. */
export function joined(existing: ExistingLoadBalancer, parent: pulumi.Resource): JoinedLoadBalancer {
  const { listenerArn, dnsName, zoneId, securityGroupId } = existing;
  const arnSuffix = existing.arnSuffix ?? pulumi.output(listenerArn).apply(suffixOf);
  const all = { ...existing, arnSuffix };
  if (dnsName !== undefined && zoneId !== undefined && securityGroupId !== undefined)
    return { ...all, dnsName, zoneId, securityGroupId };
  const found = lb.getLoadBalancerOutput({ arn: pulumi.output(listenerArn).apply(balancerOf) }, { parent });
  return {
    ...all,
    dnsName: dnsName ?? found.dnsName,
    zoneId: zoneId ?? found.zoneId,
    securityGroupId: securityGroupId ?? found.securityGroups.apply(([first = ""]) => first),
  };
}

/** `…:listener/app/main/1/2` → `app/main/1`. */
function suffixOf(listenerArn: string): string {
  const [, suffix = ""] = LISTENER.exec(listenerArn.split(":").slice(5).join(":")) ?? [];
  return suffix;
}

/** `arn:…:listener/app/main/1/2` → `arn:…:loadbalancer/app/main/1`. */
function balancerOf(listenerArn: string): string {
  return [...listenerArn.split(":").slice(0, 5), `loadbalancer/${suffixOf(listenerArn)}`].join(":");
}

/** What another target must know to join the load balancer. */
export function joinable({ loadBalancer, shared }: Pick<Front, "loadBalancer" | "shared">): JoinedLoadBalancer {
  const { arnSuffix, dnsName, zoneId, listenerArn, https = true, securityGroupId, egressRules } = loadBalancer;
  return { arnSuffix, dnsName, zoneId, listenerArn, https, securityGroupId, egressRules: egressRules ?? !shared };
}
