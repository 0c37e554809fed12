import { architectureCheck, componentChecks } from "../../common/args";
import * as check from "../../common/checks";
import type { Mistakes } from "../../common/errors";
import { parseSize } from "../../common/size";
import { hasBuilder } from "../../registry/aws/image";
import { checkTogether } from "../combinations";
import { DEFAULT_CPU, DEFAULT_MEMORY } from "../defaults";
import { workloadChecks } from "../rules";
import type { ContainerArgs, Workload } from "../spec";
import type { AwsDeploymentTargetArgs, ExistingCluster, ExistingLoadBalancer, ExistingVpc, NewVpc } from "./args";
import { isNetworkRange } from "./cidr";
import { eventBridgeCron } from "./cron";
import { fargateSize, tooLarge } from "./fargate";
import { storedInSecretsManager } from "./storedSecret";

const id = check.input(check.text());

const existingVpc = check.object<ExistingVpc>(
  {
    id: check.input(check.text(/^vpc-[0-9a-f]+$/, 'write its id, "vpc-…"')),
    // AWS puts an application load balancer in two zones or more.
    publicSubnetIds: check.list(id, { min: 2 }),
    privateSubnetIds: check.list(id, { min: 1 }),
  },
  { required: ["id", "publicSubnetIds"] },
);

const networkRange: check.Check = (value, path, mistakes) => {
  if (typeof value !== "string" || !isNetworkRange(value))
    mistakes.add(
      path,
      `${JSON.stringify(value)} is no network range; write one from /16 to /24 that starts at its boundary, such as "10.0.0.0/16"`,
    );
};

const newVpc = check.object<NewVpc>({
  cidr: networkRange,
  zones: check.oneOf(2, 3),
  nat: check.oneOf("per-zone", "single", "none"),
});

/** For parts that this row does not make, so that whatever is given is another row's. */
const foreign: check.Check = (_, path, mistakes) =>
  mistakes.add(
    path,
    "is no part of this row; leave it out, and write what it is reached by into each container's secrets",
  );

const shape = check.object<AwsDeploymentTargetArgs>({
  ...componentChecks,
  ...workloadChecks,
  registry: check.anything,
  logs: check.anything,
  database: foreign,
  cache: foreign,
  storage: foreign,
  vpc: check.either(
    { when: value => check.isPlainObject(value) && ("id" in value || "publicSubnetIds" in value), check: existingVpc },
    { when: () => true, check: newVpc },
  ),
  cluster: check.object<ExistingCluster>(
    { arn: id, name: id, containerInsights: check.flag },
    { required: ["arn", "name"] },
  ),
  loadBalancer: check.object<ExistingLoadBalancer>(
    { arnSuffix: id, dnsName: id, zoneId: id, listenerArn: id, https: check.flag, securityGroupId: id },
    { required: ["arnSuffix", "dnsName", "zoneId", "listenerArn", "securityGroupId"] },
  ),
  hostedZone: check.either(
    { when: check.isPlainObject, check: check.record(check.input(check.text())) },
    { when: () => true, check: check.input(check.text()) },
  ),
  architecture: architectureCheck,
  transform: check.transforms,
});

/** Everything that can be wrong with a deployment target on AWS, but for how it is wired to other components. */
export const targetCheck: check.Check = (value, path, mistakes) => {
  shape(value, path, mistakes);
  if (!isTargetArgs(value)) return;
  checkTogether(value, mistakes);
  checkSizes(value, mistakes);
  checkSchedules(value, mistakes);
  checkDomains(value, mistakes);
  checkStoredSecrets(value, mistakes);
  checkReserved(value, mistakes);
  checkBuilder(value, mistakes);
};

/** The same, and that what is built has somewhere to go. */
export const wiredTargetCheck: check.Check = (value, path, mistakes) => {
  targetCheck(value, path, mistakes);
  if (isTargetArgs(value)) checkBuilds(value, mistakes);
};

/** The shape is checked on its own; what comes after looks only at what has it. */
function isTargetArgs(value: unknown): value is AwsDeploymentTargetArgs {
  return check.isPlainObject(value);
}

function* containers(workload: Workload): Generator<[path: string, container: ContainerArgs]> {
  const kinds = { services: workload.services, workers: workload.workers, jobs: workload.jobs };
  for (const [kind, members] of Object.entries(kinds)) {
    for (const [name, container] of Object.entries(members ?? {})) {
      if (check.isPlainObject(container)) yield [`${kind}.${name}`, container];
    }
  }
}

function checkSizes(args: AwsDeploymentTargetArgs, mistakes: Mistakes): void {
  for (const [path, { cpu = DEFAULT_CPU, memory = DEFAULT_MEMORY }] of containers(args)) {
    const asked = typeof memory === "string" ? parseSize(memory) : undefined;
    if (typeof cpu !== "number" || asked === undefined || fargateSize(cpu, asked)) continue;
    const { path: property, message } = tooLarge(`${path}.${cpu > 16 ? "cpu" : "memory"}`, { cpu, memory });
    mistakes.add(property, message);
  }
}

function checkSchedules({ jobs }: AwsDeploymentTargetArgs, mistakes: Mistakes): void {
  for (const [name, job] of Object.entries(jobs ?? {})) {
    if (typeof job?.schedule !== "string" || eventBridgeCron(job.schedule)) continue;
    const message = `"${job.schedule}" names a day of the month and a day of the week; EventBridge takes one of them, write * for the other`;
    mistakes.add(`jobs.${name}.schedule`, message);
  }
}

/** Alarms are named after what they are about, and these are what others of them are about. */
const RESERVED = ["load-balancer", "database"];

function checkReserved({ services = {}, workers = {} }: AwsDeploymentTargetArgs, mistakes: Mistakes): void {
  for (const [kind, members] of Object.entries({ services, workers })) {
    for (const name of RESERVED) {
      if (Object.hasOwn(members, name))
        mistakes.add(`${kind}.${name}`, "has the name of alarms that are not its own; name it otherwise");
    }
  }
}

/** One listener serves all: once it speaks HTTPS, a service needs a domain or a path of its own to be found. */
function checkDomains({ services, loadBalancer }: AwsDeploymentTargetArgs, mistakes: Mistakes): void {
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

function checkStoredSecrets(args: AwsDeploymentTargetArgs, mistakes: Mistakes): void {
  for (const [path, { secrets }] of containers(args)) {
    for (const [name, secret] of Object.entries(check.isPlainObject(secrets) ? secrets : {}))
      storedInSecretsManager(secret, `${path}.secrets.${name}`, mistakes);
  }
}

function checkBuilder(args: AwsDeploymentTargetArgs, mistakes: Mistakes): void {
  const [built] = [...containers(args)].filter(([, { build }]) => build !== undefined);
  if (built && !hasBuilder())
    mistakes.add(
      `${built[0]}.build`,
      "needs @pulumi/docker-build, which is not installed; run npm install @pulumi/docker-build, or write an image",
    );
}

function checkBuilds(args: AwsDeploymentTargetArgs, mistakes: Mistakes): void {
  if (args.registry) return;
  for (const [path, { build }] of containers(args)) {
    if (build !== undefined)
      mistakes.add(`${path}.build`, "needs a registry to push to; give the target a registry, or write an image");
  }
}
