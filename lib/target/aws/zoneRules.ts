import * as check from "../../common/checks";
import type { Mistakes } from "../../common/errors";
import type { AwsDeploymentTargetArgs } from "./args";

/** What tells a zone's id from its name. */
export const ZONE_ID = /^Z[A-Z0-9]{5,31}$/;

const ZONE_NAME = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z]{2,63}\.?$/;

const zone = check.input(
  check.text(
    new RegExp(`${ZONE_ID.source}|${ZONE_NAME.source}`),
    'write the zone\'s name, such as "example.com", or its id, "Z…"',
  ),
);

/** One zone for all domains, or one for each. */
export const zonesCheck = check.either(
  { when: check.isPlainObject, check: check.record(zone) },
  { when: () => true, check: zone },
);

/** Route 53 would write the record of a domain that is not the zone's own below the zone's name all the same. */
export function checkZones(args: AwsDeploymentTargetArgs, mistakes: Mistakes): void {
  const { hostedZone } = args;
  const domains = domainsOf(args);
  if (typeof hostedZone === "string") {
    for (const domain of domains) checkZone(domain, hostedZone, "hostedZone", mistakes);
    return;
  }
  for (const [domain, own] of Object.entries(check.isPlainObject(hostedZone) ? hostedZone : {})) {
    const path = check.join("hostedZone", domain);
    if (domains.includes(domain)) checkZone(domain, own, path, mistakes);
    else mistakes.add(path, `is no service's domain; write one of ${domains.join(", ") || "none"}, or leave it out`);
  }
}

function checkZone(domain: string, zone: unknown, path: string, mistakes: Mistakes): void {
  if (typeof zone !== "string" || ZONE_ID.test(zone) || !ZONE_NAME.test(zone)) return;
  if (!`.${domain}`.endsWith(`.${zone.replace(/\.$/, "")}`))
    mistakes.add(path, `"${zone}" is not the zone of ${domain}; write a name that it ends with, or the zone's id`);
}

function domainsOf({ services }: AwsDeploymentTargetArgs): string[] {
  const all: unknown[] = Object.values(services ?? {});
  return all.flatMap(service =>
    check.isPlainObject(service) && typeof service.domain === "string" ? service.domain : [],
  );
}
