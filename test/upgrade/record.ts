import type { PlannedResource, PlanValues } from "daytwo/testing";
import { KEEPERS } from "./keepers";

/** A resource of an earlier version's plan, as far as an upgrade must keep it. */
export interface Kept {
  urn: string;
  protect: boolean;
  aliases: string[];
  /** The inputs whose change would replace it. */
  inputs: PlanValues;
  /** The resources that such an input is made of. */
  from: Record<string, string[]>;
}

/** What of a plan an upgrade must keep: this is what the files of earlier versions hold. */
export function kept(resources: readonly PlannedResource[]): Kept[] {
  return resources.filter(({ type, read }) => type in KEEPERS && !read).map(keptOf);
}

/** The same of one resource. */
export function keptOf({ urn, type, protect, aliases, inputs, propertyDependencies }: PlannedResource): Kept {
  const replacing = (input: string) => input === "region" || (KEEPERS[type] ?? []).includes(input);
  return { urn, protect, aliases, inputs: only(inputs, replacing), from: only(propertyDependencies, replacing) };
}

function only<Value>(record: Record<string, Value>, wanted: (key: string) => boolean): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => wanted(key)));
}
