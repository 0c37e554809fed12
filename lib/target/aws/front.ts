import type * as pulumi from "@pulumi/pulumi";
import type { AwsDeploymentTargetArgs, ExistingLoadBalancer } from "./args";
import { Balancer } from "./balancer";
import { Domain } from "./domain";
import type { TargetNetwork } from "./place";

/** What stands before a target's services: the load balancer and the domains that point to it. */
export interface Front {
  loadBalancer: ExistingLoadBalancer;
  domains: Domain[];
  /** Lets the balancer out to a service's containers. Who brings a load balancer has let it out already. */
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
  const { loadBalancer } = given.args;
  const front = loadBalancer ? { loadBalancer, domains, reach: () => {} } : newFront(given, domains);
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
    const domainArgs = { domain, certificate, hostedZone, tags, transform: transform?.domain };
    return new Domain(`${name}-${domain}`, domainArgs, { parent });
  });
}

function newFront({ name, args, network, protect, tags, parent }: FrontArgs, domains: Domain[]): Front {
  const { vpcId, publicSubnetIds: subnetIds } = network;
  const [defaultDomain] = domains;
  const transform = args.transform?.balancer;
  const balancer = new Balancer(name, { vpcId, subnetIds, defaultDomain, protect, tags, transform }, { parent });
  return { loadBalancer: balancer, domains, reach: balancer.reach.bind(balancer) };
}
