import { componentChecks } from "../common/args";
import * as check from "../common/checks";
import { InputError, type Mistake, Mistakes } from "../common/errors";
import { NAME, NAME_HINT } from "../common/names";
import type { ApplicationArgs } from "./args";
import { CAPABILITIES, type Capability, has, unavailable } from "./capabilities";
import { isBackedUp, NOTHING_TO_WATCH, sourcesOf, workloadOf } from "./parts";

/** Its own cell looks into it. */
const part: check.Check = check.plain((value, path, mistakes) => {
  if (!check.isPlainObject(value)) mistakes.add(path, "must be an object; write { … }");
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
    notify: check.anything,
    notifications: part,
    service: check.anything,
    services: check.anything,
    workers: check.anything,
    jobs: check.anything,
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
  if (count === 0) mistakes.add("service", 'is missing; write service: { image: "…" }, or services, workers or jobs');
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
  const target = check.isPlainObject(args.target) ? args.target : {};
  const mistakes = new Mistakes(name);
  platform.DeploymentTarget.check({ ...target, ...workloadOf(args) }, "", mistakes);
  return mistakes.all.map(({ path, message }) => {
    const [head = ""] = path.split(/[.[]/);
    if (head in target) return { path: `target.${path}`, message };
    return { path: args.service ? path.replace(/^services\.web\b/, "service") : path, message };
  });
}

type Part = Exclude<Capability, "notify"> & keyof ApplicationArgs;

/** What each part finds wrong with what is said of it; what the application will wire to it is stood for. */
function policyMistakes(name: string, args: ApplicationArgs): readonly Mistake[] {
  const { platform, notify, notifications = {} } = args;
  const watch = NOTHING_TO_WATCH;
  const mistakes = new Mistakes(name);
  const look = (cell: { check: check.Check } | undefined, part: Part, wired: object) => {
    const given = args[part] ?? {};
    if (check.isPlainObject(given)) cell?.check({ ...wired, ...given }, part, mistakes);
  };
  if (notify) platform.Notifications?.check({ ...notifications, notify }, "", mistakes);
  look(platform.Foundation, "foundation", {});
  look(platform.Registry, "registry", {});
  look(platform.LogAggregation, "logs", { sources: sourcesOf(workloadOf(args)) });
  look(platform.Database, "database", {});
  look(platform.FileStore, "storage", {});
  look(platform.Cache, "cache", {});
  look(platform.HealthCheckAlarms, "health", { watch });
  look(platform.AlertThresholds, "alerts", { watch });
  if (isBackedUp(args)) look(platform.BackupSchedule, "backups", {});
  look(platform.Dashboard, "dashboard", { watch });
  return mistakes.all;
}
