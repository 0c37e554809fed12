import * as check from "../common/checks";
import { parseDuration } from "../common/duration";
import type { Mistakes } from "../common/errors";
import { routeKey } from "../common/route";
import { healthOf } from "./defaults";
import type { ServiceArgs, Workload } from "./spec";

/** A container runs an image or what is built, not both and not neither. */
export function oneImageSource(value: unknown, path: string, mistakes: Mistakes): void {
  if (!check.isPlainObject(value)) return;
  if (value.image !== undefined && value.build !== undefined)
    mistakes.add(path, "has both an image and a build; write one of the two");
  if (value.image === undefined && value.build === undefined)
    mistakes.add(path, 'has neither an image nor a build; write image: "…" or build: "./app"');
}

/** A variable is a plain one or a secret. */
export function noVariableTwice(value: unknown, path: string, mistakes: Mistakes): void {
  if (!check.isPlainObject(value) || !check.isPlainObject(value.environment) || !check.isPlainObject(value.secrets))
    return;
  for (const name of Object.keys(value.secrets)) {
    if (Object.hasOwn(value.environment, name))
      mistakes.add(`${path}.environment.${name}`, "is also among the secrets; leave it in secrets only");
  }
}

/** A health check has ended before the next one starts. */
export function timeoutUnderInterval(value: unknown, path: string, mistakes: Mistakes): void {
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

/** A scale has a range to move in, and something to measure. */
export function minimumUnderMaximum(value: unknown, path: string, mistakes: Mistakes): void {
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
    const route = routeKey(entry);
    const other = seen.get(route);
    if (other)
      mistakes.add(
        `services.${name}`,
        `answers at the same domain and path as ${other}; give one of them another domain or path`,
      );
    seen.set(route, name);
  }
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
