import type { Plan, PlannedResource, PlanValues } from "../../lib/plan/model";

/** What the engine and the offline plan can both say of a resource. What is not set is left out. */
export type Comparable = Omit<PlannedResource, "aliases" | "remote" | "source" | "outputs" | "customTimeouts"> & {
  /** In seconds. */
  timeouts?: Record<string, number>;
};

export interface Comparison {
  resources: Comparable[];
  outputs: PlanValues;
}

/** The offline plan, as far as the engine's own plan can confirm it. */
export function offlinePlan({ resources, outputs }: Plan): Comparison {
  return {
    resources: resources.map(({ customTimeouts, ...resource }) => ({
      ...set({ ...resource, aliases: undefined, remote: undefined, source: undefined, outputs: undefined }),
      ...set({ timeouts: customTimeouts && timeouts(customTimeouts) }),
    })),
    outputs,
  };
}

/** What of its resources a state keeps, by URN: not the options that only an update needs. */
export function kept({ resources }: Comparison): Record<string, Partial<Comparable>> {
  return Object.fromEntries(
    resources.map(resource => {
      const { urn, name: _, ignoreChanges: __, replaceOnChanges: ___, deleteBeforeReplace: ____, ...rest } = resource;
      return [urn, rest];
    }),
  );
}

/**
 * What the state must be when it is `actual` after an update: as planned, its unknowns filled in. An unknown may hide that
 * what is made of it depends on more resources.
 */
export function expectedState(planned: Comparison, actual: Comparison): Record<string, Partial<Comparable>> {
  const state = kept(actual);
  return Object.fromEntries(
    Object.entries(kept(planned)).map(([urn, { dependencies, propertyDependencies, ...resource }]) => [
      urn,
      {
        ...filled(resource, state[urn]),
        dependencies: expect.arrayContaining(dependencies ?? []),
        propertyDependencies: expect.objectContaining(atLeast(propertyDependencies ?? {})),
      },
    ]),
  );
}

function atLeast(lists: Record<string, string[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(lists).map(([key, urns]) => [key, expect.arrayContaining(urns)]));
}

/** `planned`, with each unknown filled in from `actual`. */
export function filled<T>(planned: T, actual: unknown): T;
export function filled(planned: unknown, actual: unknown): unknown {
  if (Array.isArray(planned)) return planned.map((value, index) => filled(value, at(actual, index)));
  if (typeof planned !== "object" || planned === null) return planned;
  if ("$secret" in planned) return { $secret: true };
  if ("$unknown" in planned) return actual;
  return Object.fromEntries(Object.entries(planned).map(([key, value]) => [key, filled(value, at(actual, key))]));
}

function at(value: unknown, key: string | number): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

/** Without what says nothing: `undefined`, and of the options that may be absent an empty list or `false`. */
export function set<T extends object>(values: T): T {
  const copy: T = { ...values };
  for (const key in copy) {
    const value: unknown = copy[key];
    if (value === undefined || (OPTIONAL.has(key) && (value === false || isEmpty(value)))) delete copy[key];
  }
  return copy;
}

const OPTIONAL = new Set<string>([
  "ignoreChanges",
  "replaceOnChanges",
  "deleteBeforeReplace",
  "additionalSecretOutputs",
  "timeouts",
]);

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

const UNIT_SECONDS: Record<string, number> = { h: 3_600, m: 60, s: 1 };

/** The program says "1h30m", the engine keeps 5400. */
function timeouts(given: Record<string, string>): Record<string, number> {
  return Object.fromEntries(Object.entries(given).map(([operation, text]) => [operation, seconds(text)]));
}

function seconds(text: string): number {
  const parts = [...text.matchAll(/(\d+)([hms])/g)];
  return parts.reduce((sum, [, count, unit = "s"]) => sum + Number(count) * (UNIT_SECONDS[unit] ?? 0), 0);
}
