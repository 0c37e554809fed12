import { architectureCheck, componentChecks } from "../../common/args";
import * as check from "../../common/checks";
import type { Mistakes } from "../../common/errors";
import { parseSize } from "../../common/size";
import { groundChecks } from "../../foundation/aws/rules";
import { hasBuilder } from "../../registry/aws/image";
import { checkTogether } from "../combinations";
import { DEFAULT_CPU, DEFAULT_MEMORY } from "../defaults";
import { workloadChecks } from "../rules";
import type { ContainerArgs, Workload } from "../spec";
import type { AwsDeploymentTargetArgs } from "./args";
import { eventBridgeCron } from "./cron";
import { fargateSize, tooLarge } from "./fargate";
import { checkFront, frontChecks } from "./frontRules";
import { isGround } from "./place";
import type { Admitting, Granting } from "./shared";
import { storedInAws } from "./storedSecret";

/** What another part of this row is, by a member that only it has. */
function partWith(member: keyof Admitting | keyof Granting, what: string): check.Check {
  return (value, path, mistakes) => {
    if (!check.isPlainObject(value) || !(member in value))
      mistakes.add(path, `is no ${what} of this row; write new aws.${what}(…), or leave it out`);
  };
}

const shape = check.object<AwsDeploymentTargetArgs>({
  ...componentChecks,
  ...workloadChecks,
  ...groundChecks,
  foundation: isGround,
  registry: check.anything,
  logs: check.anything,
  database: partWith("admission", "Database"),
  cache: partWith("admission", "Cache"),
  storage: partWith("rights", "FileStore"),
  ...frontChecks,
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
  checkFront(value, mistakes);
  checkStoredSecrets(value, mistakes);
  checkReserved(value, mistakes);
  checkBuilder(value, mistakes);
};

/** The same, where it stands on a foundation that the application makes. */
export const applicationTargetCheck: check.Check = (value, path, mistakes) => {
  targetCheck(value, path, mistakes);
  if (isTargetArgs(value)) checkGround(value, "write it under foundation", mistakes);
};

/** The same, and that it fits what it is wired to. */
export const wiredTargetCheck: check.Check = (value, path, mistakes) => {
  targetCheck(value, path, mistakes);
  if (!isTargetArgs(value)) return;
  checkBuilds(value, mistakes);
  checkReach(value, mistakes);
  if (value.foundation) checkGround(value, "give it to the foundation, or leave the foundation out", mistakes);
};

/** What was made on a foundation's network is not reached from another one. */
function checkReach({ foundation, database, cache }: AwsDeploymentTargetArgs, mistakes: Mistakes): void {
  if (foundation !== undefined) return;
  const [part] = Object.entries({ database, cache }).find(([, data]) => isMade(data)) ?? [];
  if (part)
    mistakes.add(
      "foundation",
      `is missing; write the one that the ${part} stands on, or the containers do not reach it`,
    );
}

function isMade(part: unknown): boolean {
  return check.isPlainObject(part) && part.place !== undefined;
}

/** Network and cluster are a foundation's own, where there is one. */
function checkGround({ vpc, cluster, transform }: AwsDeploymentTargetArgs, mend: string, mistakes: Mistakes): void {
  const reshaped = check.isPlainObject(transform) ? transform : {};
  const given = { vpc, cluster, "transform.network": reshaped.network, "transform.cluster": reshaped.cluster };
  for (const [path, value] of Object.entries(given)) {
    if (value !== undefined) mistakes.add(path, `is the foundation's, on which the target stands; ${mend}`);
  }
}

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
const RESERVED = ["load-balancer", "database", "cache"];

function checkReserved({ services = {}, workers = {} }: AwsDeploymentTargetArgs, mistakes: Mistakes): void {
  for (const [kind, members] of Object.entries({ services, workers })) {
    for (const name of RESERVED) {
      if (Object.hasOwn(members, name))
        mistakes.add(`${kind}.${name}`, "has the name of alarms that are not its own; name it otherwise");
    }
  }
}

function checkStoredSecrets(args: AwsDeploymentTargetArgs, mistakes: Mistakes): void {
  for (const [path, { secrets }] of containers(args)) {
    for (const [name, secret] of Object.entries(check.isPlainObject(secrets) ? secrets : {}))
      storedInAws(secret, `${path}.secrets.${name}`, mistakes);
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
