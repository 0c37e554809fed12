import * as check from "../common/checks";
import { IMAGE_REFERENCE } from "../common/imageReference";
import { NAME, NAME_HINT } from "../common/names";
import { buildCheck } from "../registry/rules";
import { minimumUnderMaximum, noVariableTwice, oneImageSource, timeoutUnderInterval } from "./combinations";
import { cron } from "./cron";
import { rolloutCheck } from "./rolloutRules";
import type {
  ContainerArgs,
  HealthCheck,
  JobArgs,
  Scale,
  ServiceArgs,
  StoredSecret,
  WorkerArgs,
  Workload,
} from "./spec";

const DOMAIN = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
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
  image: check.input(
    check.text(
      IMAGE_REFERENCE,
      'write an image reference, its name in lower case, such as "ghcr.io/acme/shop@sha256:…"',
    ),
  ),
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

const service = check.object<ServiceArgs>({
  ...container,
  port: check.number({ min: 1, max: 65_535 }),
  health,
  scale: check.all(check.object<Scale>(scale), minimumUnderMaximum),
  domain: check.text(DOMAIN, 'write a host name in lower case, such as "shop.example.com"'),
  certificate: check.input(check.text()),
  path: check.text(ROUTE, 'write a path of letters, digits and - . / _ $ ~ @ : + &, at most 128, such as "/api"'),
  rollout: rolloutCheck,
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
