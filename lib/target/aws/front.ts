import * as pulumi from "@pulumi/pulumi";
import type { AwsDeploymentTargetArgs } from "./args";
import { Balancer } from "./balancer";
import { Domain } from "./domain";
import { type JoinedLoadBalancer, joined, toldBalancer } from "./joined";
import type { TargetNetwork } from "./place";
import { priorities } from "./priority";

/** What stands before a target's services: the load balancer and the domains that point to it. */
export interface Front {
  loadBalancer: JoinedLoadBalancer;
  domains: Domain[];
  /** The priority of each service's rule on the listener. */
  priorities: Record<string, number>;
  /** Whether others may use the load balancer as well. */
  shared: boolean;
  /** Lets a new balancer out to a service's containers. One that is joined is let out already, or by the service's traffic. */
  reach(service: string, securityGroupId: pulumi.Input<string>, port: number): void;
}

interface FrontArgs {
  name: string;
  args: AwsDeploymentTargetArgs;
  network: TargetNetwork;
  protect: boolean;
  tags: Record<string, string>;
  parent: pulumi.Resource;
}

/** The load balancer that is given, or a new one, with a certificate and a record for each domain. */
export function frontOf(given: FrontArgs): Front {
  const domains = makeDomains(given);
  const loadBalancer = toldBalancer(given.args);
  const front = {
    domains,
    priorities: priorities(given.args.services ?? {}, given.args.rulePriorities),
    shared: loadBalancer !== undefined,
    ...(loadBalancer
      ? { loadBalancer: joined(loadBalancer, given.parent), reach: () => {} }
      : newLoadBalancer(given, domains)),
  };
  for (const domain of domains) domain.pointTo(front.loadBalancer);
  // A new balancer shows its first domain's certificate by default; an existing one has a default of its own.
  for (const domain of loadBalancer ? domains : domains.slice(1)) domain.secure(front.loadBalancer.listenerArn);
  return front;
}

function makeDomains({ name, args: { services = {}, hostedZone, transform }, tags, parent }: FrontArgs): Domain[] {
  const all = Object.values(services);
  const domains = new Set(all.flatMap(({ domain }) => domain ?? []));
  return [...domains].map(domain => {
    const certificate = all.find(service => service.domain === domain && service.certificate)?.certificate;
    const domainArgs = {
      domain,
      certificate,
      hostedZone: zoneOf(domain, hostedZone),
      tags,
      transform: transform?.domain,
    };
    return new Domain(`${name}-${domain}`, domainArgs, { parent });
  });
}

/** One zone for all domains, or each domain's own. */
function zoneOf(domain: string, hostedZone: AwsDeploymentTargetArgs["hostedZone"]): pulumi.Input<string> | undefined {
  if (hostedZone === undefined || typeof hostedZone === "string") return hostedZone;
  return pulumi.Output.isInstance(hostedZone) || hostedZone instanceof Promise ? hostedZone : hostedZone[domain];
}

function newLoadBalancer({ name, args, network, protect, tags, parent }: FrontArgs, domains: Domain[]) {
  const { vpcId, publicSubnetIds: subnetIds } = network;
  const [defaultDomain] = domains;
  const transform = args.transform?.balancer;
  const balancer = new Balancer(name, { vpcId, subnetIds, defaultDomain, protect, tags, transform }, { parent });
  return { loadBalancer: balancer, reach: balancer.reach.bind(balancer) };
}
