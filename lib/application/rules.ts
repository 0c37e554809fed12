import { componentChecks } from "../common/args";
import * as check from "../common/checks";
import { InputError, type Mistake, Mistakes } from "../common/errors";
import { NAME, NAME_HINT } from "../common/names";
import type { ApplicationArgs } from "./args";
import { CAPABILITIES, type Capability, has, unavailable } from "./capabilities";
import { isBackedUp, isResource, NOTHING_TO_WATCH, sourcesOf, workloadOf } from "./parts";
import { ownArgs } from "./wired";

/** Its own cell looks into it. */
const part: check.Check = check.plain((value, path, mistakes) => {
  if (!check.isPlainObject(value)) mistakes.add(path, "must be an object; write { … }");
});

/** What its own cell looks into where there is any of it; the absence of it is written by leaving it out. */
const given: check.Check = check.plain((value, path, mistakes) => {
  if (!value) mistakes.add(path, "must be an object; write { … }, or leave it out");
});

const partOrNone: check.Check = check.plain((value, path, mistakes) => {
  if (value !== false && !check.isPlainObject(value)) mistakes.add(path, "must be an object or false; write { … }");
});

const shape = check.object<ApplicationArgs>(
  {
    platform: check.anything,
    environment: componentChecks.environment,
    tags: componentChecks.tags,
    foundation: part,
    notify: given,
    notifications: part,
    service: given,
    services: given,
    workers: given,
    jobs: given,
    target: part,
    database: part,
    storage: part,
    cache: part,
    registry: partOrNone,
    logs: partOrNone,
    health: partOrNone,
    alerts: partOrNone,
    backups: partOrNone,
    dashboard: partOrNone,
  },
  { required: ["environment"] },
);

/**
 * The args, when neither the application nor any of its parts finds a mistake in them.
 *
 * @throws InputError with every mistake, by the path where the user wrote it
 */
export function checkedApplication(name: string, args: unknown): ApplicationArgs {
  const mistakes = new Mistakes(name);
  check.text(NAME, NAME_HINT)(name, "name", mistakes);
  shape(args, "", mistakes);
  if (!isApplication(args)) {
    mistakes.add("platform", 'is no platform; write import * as aws from "daytwo/aws", and platform: aws');
    throw new InputError(name, mistakes.all);
  }
  checkServices(args, mistakes);
  checkCapabilities(args, mistakes);
  const found = [...mistakes.all, ...targetMistakes(name, args), ...policyMistakes(name, args)];
  if (found.length > 0) throw new InputError(name, found);
  return args;
}

/** Whether the parts can be asked for what they find wrong: that takes a platform. */
function isApplication(value: unknown): value is ApplicationArgs {
  if (!check.isPlainObject(value) || !check.isPlainObject(value.platform)) return false;
  return typeof value.platform.platform === "string" && typeof value.platform.DeploymentTarget === "function";
}

function checkServices(args: ApplicationArgs, mistakes: Mistakes): void {
  if (args.service && args.services) mistakes.add("service", "stands beside services; move it into services");
  const { services = {}, workers = {}, jobs = {} } = workloadOf(args);
  const count = [services, workers, jobs].reduce((sum, members) => sum + Object.keys(members).length, 0);
  const isGiven = [args.service, args.services, args.workers, args.jobs].some(said => said !== undefined);
  if (count === 0 && (!isGiven || mistakes.all.length === 0))
    mistakes.add("service", 'is missing; write service: { image: "…" }, or services, workers or jobs');
}

function checkCapabilities(args: ApplicationArgs, mistakes: Mistakes): void {
  for (const capability of CAPABILITIES) {
    if (args[capability] && !has(args.platform, capability))
      mistakes.add(capability, unavailable(args.platform, capability));
  }
}

/** The target speaks of its own args; the user wrote some of them under `target`, and the only service under `service`. */
function targetMistakes(name: string, args: ApplicationArgs): Mistake[] {
  const { platform } = args;
  const wired = new Mistakes(name);
  const target = ownArgs("target", args.target, wired);
  const mistakes = new Mistakes(name);
  const shared = isResource(args.foundation) ? { foundation: args.foundation } : {};
  platform.DeploymentTarget.check({ ...target, ...workloadOf(args), ...shared }, "", mistakes);
  const found = mistakes.all.map(({ path, message }) => {
    const [head = ""] = path.split(/[.[]/);
    if (head in target) return { path: `target.${path}`, message };
    return { path: args.service ? path.replace(/^services\.web\b/, "service") : path, message };
  });
  return [...wired.all, ...found];
}

/** The component speaks of its own args; the user wrote all but one of them under `notifications`. */
function checkNotifications(
  name: string,
  { platform, notify, notifications }: ApplicationArgs,
  mistakes: Mistakes,
): void {
  if (!notify && notifications === undefined) return;
  const own = ownArgs("notifications", notifications, mistakes);
  const told = new Mistakes(name);
  platform.Notifications?.check({ ...own, notify: notify || {} }, "", told);
  for (const { path, message } of told.all) {
    const [head = ""] = path.split(/[.[]/);
    mistakes.add(head in own ? `notifications.${path}` : path, message);
  }
}

/** As many as there are, and one where there is none: what is wrong with their names the target tells. */
function standInSources(args: ApplicationArgs): string[] {
  const [first = "source", ...more] = sourcesOf(workloadOf(args)).map((_, index) => `source-${index}`);
  return [first, ...more];
}

type Part = Exclude<Capability, "notify"> & keyof ApplicationArgs;

/** What each part finds wrong with what is said of it; what the application will wire to it is stood for. */
function policyMistakes(name: string, args: ApplicationArgs): readonly Mistake[] {
  const { platform } = args;
  const watch = NOTHING_TO_WATCH;
  const mistakes = new Mistakes(name);
  const look = (cell: { check: check.Check } | undefined, part: Part, wired: object) => {
    const given = args[part] ?? {};
    if (isResource(given) || !check.isPlainObject(given)) return;
    cell?.check({ ...wired, ...ownArgs(part, given, mistakes) }, part, mistakes);
  };
  checkNotifications(name, args, mistakes);
  look(platform.Foundation, "foundation", {});
  look(platform.Registry, "registry", {});
  look(platform.LogAggregation, "logs", { sources: standInSources(args) });
  look(platform.Database, "database", {});
  look(platform.FileStore, "storage", {});
  look(platform.Cache, "cache", {});
  look(platform.HealthCheckAlarms, "health", { watch });
  look(platform.AlertThresholds, "alerts", { watch });
  if (isBackedUp(args)) look(platform.BackupSchedule, "backups", {});
  look(platform.Dashboard, "dashboard", { watch });
  platform.applicationCheck?.(args, "", mistakes);
  return mistakes.all;
}
