import { createHash } from "node:crypto";
import type { ServiceArgs } from "../spec";

const BAND = 5_000;
const DEEPEST = 8;

/**
 * The priority of each service's rule on the listener, 1 to 50,000: deeper paths before shallower ones, and the same for the
 * same route whatever else there is, so that a service more or less moves no other's rule. Should two meet, the later by
 * name takes the next that is free. What is given goes before.
 */
export function priorities(
  services: Record<string, ServiceArgs>,
  given: Record<string, number> = {},
): Record<string, number> {
  const taken = new Set(Object.values(given));
  const bySource = Object.entries(services).sort(([a], [b]) => a.localeCompare(b));
  return Object.fromEntries(
    bySource.map(([source, { domain, path = "/" }]) => {
      const wanted = given[source];
      if (wanted !== undefined) return [source, wanted];
      let priority = priorityOf(domain, path);
      while (taken.has(priority)) priority += 1;
      taken.add(priority);
      return [source, priority];
    }),
  );
}

export function priorityOf(domain: string | undefined, path: string): number {
  const depth = Math.min(path.split("/").filter(part => part !== "").length, DEEPEST);
  const digest = createHash("sha256")
    .update(`${domain ?? ""}${path}`)
    .digest()
    .readUInt32BE();
  return (DEEPEST - depth) * BAND + (digest % BAND) + 1;
}
