import { isDeepStrictEqual } from "node:util";
import type { PlannedResource, PlanValue } from "daytwo/testing";
import { KEEPERS } from "./keepers";
import { type Kept, keptOf } from "./record";

/** What an upgrade from an earlier version would delete or replace, in words; nothing when all is well. */
export function losses(earlier: readonly Kept[], now: readonly PlannedResource[]): string[] {
  const successors = successorsOf(now);
  return earlier.flatMap(former => {
    const successor = successors.get(former.urn);
    if (!successor) return [`${former.urn}: is deleted, or renamed without an alias`];
    return changes(former, keptOf(successor), successors);
  });
}

/** Today's resources by every URN that the engine knows them by. */
function successorsOf(now: readonly PlannedResource[]): Map<string, PlannedResource> {
  const known = now.filter(({ type }) => type in KEEPERS || !type.startsWith("aws:"));
  return new Map(known.flatMap(made => [made.urn, ...made.aliases].map(urn => [urn, made] as const)));
}

function changes(former: Kept, successor: Kept, successors: Map<string, PlannedResource>): string[] {
  const current = (urns: string[] = []) => urns.map(urn => successors.get(urn)?.urn ?? urn).sort();
  const inputs = new Set([...Object.keys(former.inputs), ...Object.keys(successor.inputs)]);
  const replaced = [...inputs].filter(
    input =>
      differ(former.inputs[input], successor.inputs[input]) ||
      !isDeepStrictEqual(current(former.from[input]), current(successor.from[input])),
  );
  return [
    ...replaced.map(input => `${former.urn}: is replaced, since its ${input} is another one`),
    ...(former.protect && !successor.protect ? [`${former.urn}: is no longer protected`] : []),
  ];
}

/** What only the cloud knows, or nobody may see, is judged by what it comes from. */
function differ(former: PlanValue | undefined, current: PlanValue | undefined): boolean {
  return !isHidden(former) && !isHidden(current) && !isDeepStrictEqual(former, current);
}

function isHidden(value: PlanValue | undefined): boolean {
  return typeof value === "object" && value !== null && ("$unknown" in value || "$secret" in value);
}
