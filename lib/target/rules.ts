import * as check from "../common/checks";
import { parseDuration } from "../common/duration";
import type { Mistakes } from "../common/errors";
import { NAME, NAME_HINT } from "../common/names";
import { buildCheck } from "../registry/rules";
import { cron } from "./cron";
import { healthOf } from "./defaults";
import type {
  ContainerArgs,
  HealthCheck,
  JobArgs,
  Rollout,
  Scale,
  ServiceArgs,
  StoredSecret,
  WorkerArgs,
  Workload,
} from "./spec";

const DOMAIN = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const IMAGE = /^[A-Za-z0-9][\w.\-/:@]*$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const URL_PATH = /^\/[\w\-.~/%!$&'()+,;=:@]*$/;
/** What every balancer can match; a service's own health check may use more. */
const ROUTE = /^\/[\w\-.$/~@:+&]{0,127}$/;

const urlPath = check.text(URL_PATH, 'write a path that starts with a slash, such as "/healthz"');
const variableName = check.text(VARIABLE, "write letters, digits and underscores, not starting with a digit");
const workloadName = check.text(NAME, NAME_HINT);

/** A secret: a value, or where the platform's store has it. */
export const secretCheck = check.either(
  {
    when: value => check.isPlainObject(value) && "stored" in value,
    check: check.object<StoredSecret>(
      { stored: check.input(check.text()), key: check.input(check.text()) },
      { required: ["stored"] },
    ),
  },
  { when: () => true, check: check.input(check.secret) },
);

const container: check.Checks<ContainerArgs> = {
  image: check.input(check.text(IMAGE, 'write an image reference, such as "ghcr.io/acme/shop@sha256:…"')),
  build: buildCheck,
  command: check.list(check.content, { min: 1 }),
  cpu: check.number({ min: 0.05, max: 64, whole: false }),
  memory: check.size("64MiB", "480GiB"),
  environment: check.record(check.input(check.content), variableName),
  secrets: check.record(secretCheck, variableName),
};

const health = check.either(
  { when: value => typeof value === "string", check: urlPath },
  {
    when: check.isPlainObject,
    check: check.object<HealthCheck>({
      path: urlPath,
      interval: check.duration("5 seconds", "5 minutes"),
      timeout: check.duration("2 seconds", "2 minutes"),
      grace: check.duration("0 seconds", "2 hours"),
      healthyAfter: check.number({ min: 2, max: 10 }),
      unhealthyAfter: check.number({ min: 2, max: 10 }),
    }),
  },
);

const scale: check.Checks<Scale> = {
  min: check.number({ min: 0, max: 1000 }),
  max: check.number({ min: 0, max: 1000 }),
  cpu: check.number({ min: 10, max: 95 }),
  memory: check.number({ min: 10, max: 95 }),
  requests: check.number({ min: 1, max: 1_000_000 }),
};

const { requests: _, ...workerScale } = scale;

const rollout = check.object<Rollout>({
  strategy: check.oneOf("rolling", "blue-green"),
  bake: check.duration("0 minutes", "24 hours"),
  rollback: check.flag,
});

const service = check.object<ServiceArgs>({
  ...container,
  port: check.number({ min: 1, max: 65_535 }),
  health,
  scale: check.all(check.object<Scale>(scale), minimumUnderMaximum),
  domain: check.text(DOMAIN, 'write a host name in lower case, such as "shop.example.com"'),
  certificate: check.input(check.text()),
  path: check.text(ROUTE, 'write a path of letters, digits and - . / _ $ ~ @ : + &, at most 128, such as "/api"'),
  rollout,
});

const certificateWithDomain: check.Check = (value, path, mistakes) => {
  if (check.isPlainObject(value) && value.certificate !== undefined && value.domain === undefined)
    mistakes.add(`${path}.certificate`, "is given without a domain; write the domain that it is for");
};

const worker = check.object<WorkerArgs>({
  ...container,
  scale: check.all(check.object<Omit<Scale, "requests">>(workerScale), minimumUnderMaximum),
});

const job = check.object<JobArgs>({ ...container, schedule: cron });

/** Checks for the three properties of a `Workload`, to be joined with those of the component that takes one. */
export const workloadChecks: check.Checks<Workload> = {
  services: check.record(
    check.all(service, certificateWithDomain, oneImageSource, timeoutUnderInterval, noVariableTwice),
    workloadName,
  ),
  workers: check.record(check.all(worker, oneImageSource, noVariableTwice), workloadName),
  jobs: check.record(check.all(job, oneImageSource, noVariableTwice), workloadName),
};

function oneImageSource(value: unknown, path: string, mistakes: Mistakes): void {
  if (!check.isPlainObject(value)) return;
  if (value.image !== undefined && value.build !== undefined)
    mistakes.add(path, "has both an image and a build; write one of the two");
  if (value.image === undefined && value.build === undefined)
    mistakes.add(path, 'has neither an image nor a build; write image: "…" or build: "./app"');
}

function noVariableTwice(value: unknown, path: string, mistakes: Mistakes): void {
  if (!check.isPlainObject(value) || !check.isPlainObject(value.environment) || !check.isPlainObject(value.secrets))
    return;
  for (const name of Object.keys(value.secrets)) {
    if (Object.hasOwn(value.environment, name))
      mistakes.add(`${path}.environment.${name}`, "is also among the secrets; leave it in secrets only");
  }
}

function timeoutUnderInterval(value: unknown, path: string, mistakes: Mistakes): void {
  if (!isService(value)) return;
  const { timeout, interval } = healthOf(value);
  const [wait, every] = [parseDuration(timeout), parseDuration(interval)];
  if (wait !== undefined && every !== undefined && wait >= every)
    mistakes.add(
      `${path}.health.timeout`,
      `"${timeout}" is not less than the interval of "${interval}"; write a shorter time-out`,
    );
}

function isService(value: unknown): value is Pick<ServiceArgs, "health"> {
  return check.isPlainObject(value) && check.isPlainObject(value.health);
}

function minimumUnderMaximum(value: unknown, path: string, mistakes: Mistakes): void {
  if (!check.isPlainObject(value)) return;
  const { min, max } = value;
  if (min === 0 && max !== 0)
    mistakes.add(
      `${path}.min`,
      "0 never starts an instance, since only running ones are measured; write 1 or more, or max: 0 as well",
    );
  if (typeof min === "number" && typeof max === "number" && min > max)
    mistakes.add(`${path}.min`, `${min} is more than max, ${max}; write a min of at most max`);
}

/** Services of one domain share its certificate. */
function checkCertificates(services: Workload["services"], mistakes: Mistakes): void {
  const seen = new Map<string, unknown>();
  for (const [name, service] of Object.entries(services ?? {})) {
    const { domain, certificate } = check.isPlainObject(service) ? service : {};
    if (typeof domain !== "string" || typeof certificate !== "string") continue;
    const other = seen.get(domain) ?? certificate;
    if (other !== certificate)
      mistakes.add(
        `services.${name}.certificate`,
        `is not the one that another service of ${domain} has; write the same`,
      );
    seen.set(domain, other);
  }
}

/** Mistakes that only show when services, workers and jobs are looked at together. */
export function checkTogether(workload: Workload, mistakes: Mistakes): void {
  const kinds = { services: workload.services, workers: workload.workers, jobs: workload.jobs };
  const seen = new Map<string, string>();
  for (const [kind, members] of Object.entries(kinds)) {
    for (const name of Object.keys(check.isPlainObject(members) ? members : {})) {
      const other = seen.get(name);
      if (other)
        mistakes.add(
          `${kind}.${name}`,
          `${other}.${name} has the same name; names are unique over services, workers and jobs`,
        );
      seen.set(name, kind);
    }
  }
  checkRoutes(workload.services, mistakes);
  checkCertificates(workload.services, mistakes);
}

function checkRoutes(services: Workload["services"], mistakes: Mistakes): void {
  const seen = new Map<string, string>();
  for (const [name, entry] of Object.entries(services ?? {})) {
    if (!check.isPlainObject(entry)) continue;
    const route = `${entry.domain ?? ""}${entry.path ?? "/"}`;
    const other = seen.get(route);
    if (other)
      mistakes.add(
        `services.${name}`,
        `answers at the same domain and path as ${other}; give one of them another domain or path`,
      );
    seen.set(route, name);
  }
}
