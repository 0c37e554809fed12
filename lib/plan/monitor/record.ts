import type { PlannedResource, Source } from "../model";
import type { Run } from "../run";
import { type Goal, providerUrn, type Timeouts } from "./goal";

type Hide = Run["hide"];

/** A goal as the plan shows it. */
export function plannedResource(
  run: Run,
  urn: string,
  goal: Goal,
  aliases: string[],
  source?: Source,
): PlannedResource {
  const { options } = goal;
  const { hide } = run;
  return {
    urn: hide(urn),
    type: goal.type,
    name: hide(goal.name),
    parent: hide(goal.parent) || null,
    provider: (goal.custom || goal.remote) && options.provider !== "" ? hide(providerUrn(options.provider)) : null,
    custom: goal.custom,
    remote: goal.remote,
    inputs: run.showAll(goal.props),
    dependencies: sorted(options.dependsOn, hide),
    propertyDependencies: sortedByProperty(goal.propertyDependencies, hide),
    protect: options.protect ?? false,
    retainOnDelete: options.retainOnDelete ?? false,
    aliases: aliases.map(hide),
    ...optional(options, hide),
    ...(source && { source }),
  };
}

/** Properties that most resources don't have. */
function optional(options: Goal["options"], hide: Hide): Partial<PlannedResource> {
  const customTimeouts = timeouts(options.customTimeouts);
  return {
    ...(options.importId !== "" && { importId: hide(options.importId) }),
    ...(options.ignoreChanges.length > 0 && { ignoreChanges: options.ignoreChanges }),
    ...(options.replaceOnChanges.length > 0 && { replaceOnChanges: options.replaceOnChanges }),
    ...(options.deleteBeforeReplace !== undefined && { deleteBeforeReplace: options.deleteBeforeReplace }),
    ...(options.additionalSecretOutputs.length > 0 && { additionalSecretOutputs: options.additionalSecretOutputs }),
    ...(Object.keys(customTimeouts).length > 0 && { customTimeouts }),
    ...(options.deletedWith !== "" && { deletedWith: hide(options.deletedWith) }),
    ...(options.replaceWith.length > 0 && { replaceWith: sorted(options.replaceWith, hide) }),
  };
}

function timeouts(given: Timeouts | undefined): NonNullable<PlannedResource["customTimeouts"]> {
  if (!given) return {};
  const all = {
    create: given.getCreate(),
    update: given.getUpdate(),
    delete: given.getDelete(),
    read: given.getRead?.(),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value));
}

function sorted(urns: string[], hide: Hide): string[] {
  return [...new Set(urns)].map(hide).sort();
}

function sortedByProperty(dependencies: Record<string, string[]>, hide: Hide): Record<string, string[]> {
  const entries = Object.entries(dependencies).filter(([, urns]) => urns.length > 0);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, urns]) => [key, sorted(urns, hide)]),
  );
}
