import * as pulumi from "@pulumi/pulumi";
import { arnOf } from "../../common/aws/arns";
import * as check from "../../common/checks";
import type { Mistakes } from "../../common/errors";
import type { AwsDeploymentTargetArgs, ExistingLoadBalancer } from "./args";
import { hasBalancer, LISTENER, toldBalancer } from "./joined";
import { checkZones, zonesCheck } from "./zoneRules";

const id = check.input(check.text());

const existing = check.object<ExistingLoadBalancer>(
  {
    listenerArn: arnOf("elasticloadbalancing", LISTENER, "arn:aws:elasticloadbalancing:…:listener/app/…"),
    https: check.flag,
    arnSuffix: check.input(check.text(/^app\//, 'write the suffix of its ARN, "app/…"')),
    dnsName: id,
    zoneId: id,
    securityGroupId: check.input(check.text(/^sg-/, 'write its id, "sg-…"')),
    egressRules: check.flag,
  },
  { required: ["listenerArn"] },
);

const ofTarget: check.Check = (value, path, mistakes) => {
  if (!hasBalancer(value))
    mistakes.add(path, "is a part without a load balancer; write a deployment target of this row that has a service");
};

/** Checks of what stands before the services. */
export const frontChecks: check.Checks<
  Pick<AwsDeploymentTargetArgs, "loadBalancer" | "hostedZone" | "rulePriorities">
> = {
  loadBalancer: check.either(
    { when: value => pulumi.Resource.isInstance(value), check: ofTarget },
    { when: () => true, check: existing },
  ),
  hostedZone: zonesCheck,
  // The most that a rule may have (Elastic Load Balancing API reference, "CreateRule").
  rulePriorities: check.record(check.number({ min: 1, max: 50_000 })),
};

const certificate = arnOf("acm", /^certificate\/[\w-]+$/, "arn:aws:acm:…:certificate/…");

/** Services of one balancer: it has at most 100 target groups, of which each takes two (Elastic Load Balancing user guide, "Quotas"). */
const MOST_SERVICES = 50;

/** Mistakes in what stands before the services that only show beside them. */
export function checkFront(args: AwsDeploymentTargetArgs, mistakes: Mistakes): void {
  const count = Object.keys(args.services ?? {}).length;
  if (count > MOST_SERVICES)
    mistakes.add(
      "services",
      `are ${count}, and a load balancer serves at most ${MOST_SERVICES}; give some to another deployment target, with a balancer of its own`,
    );
  checkDomains(args, mistakes);
  checkPriorities(args, mistakes);
  checkZones(args, mistakes);
  for (const [name, service] of Object.entries(args.services ?? {})) {
    if (check.isPlainObject(service) && service.certificate !== undefined && service.domain !== undefined)
      certificate(service.certificate, `services.${name}.certificate`, mistakes);
  }
}

function checkPriorities({ services = {}, rulePriorities }: AwsDeploymentTargetArgs, mistakes: Mistakes): void {
  if (!check.isPlainObject(rulePriorities)) return;
  const seen = new Map<unknown, string>();
  for (const [name, priority] of Object.entries(rulePriorities)) {
    const other = seen.get(priority);
    if (!Object.hasOwn(services, name))
      mistakes.add(
        `rulePriorities.${name}`,
        `is no service; write one of ${Object.keys(services).join(", ")}, or leave it out`,
      );
    if (other !== undefined)
      mistakes.add(`rulePriorities.${name}`, `is the same as that of ${other}; write another one`);
    seen.set(priority, name);
  }
}

/** One listener serves all: once it speaks HTTPS, a service needs a domain or a path of its own to be found. */
function checkDomains(args: AwsDeploymentTargetArgs, mistakes: Mistakes): void {
  const { services } = args;
  const loadBalancer = check.isPlainObject(args.loadBalancer) ? toldBalancer(args) : undefined;
  const entries = Object.entries(services ?? {}).filter(([, service]) => check.isPlainObject(service));
  const secured = entries.some(([, service]) => service.domain !== undefined);
  if (loadBalancer && loadBalancer.https !== false && !secured && entries.length > 0)
    mistakes.add(
      "services",
      "have no domain, which the certificate of the given load balancer's HTTPS listener is for; write the domain of one",
    );
  for (const [name, { domain, path = "/" }] of entries) {
    if (secured && domain === undefined && path === "/")
      mistakes.add(
        `services.${name}.domain`,
        "is missing while another service has one; write a domain, or a path of its own",
      );
    if (typeof domain === "string" && domain.length > 64)
      mistakes.add(
        `services.${name}.domain`,
        "has more than 64 characters, the most that a certificate of ACM takes first; write a shorter one",
      );
    if (domain !== undefined && loadBalancer?.https === false)
      mistakes.add(
        `services.${name}.domain`,
        "needs HTTPS, which the given load balancer's listener does not speak; give an HTTPS listener",
      );
  }
}
