import type { Alias } from "@pulumi/pulumi/proto/alias_pb";
import { makeUrn, nameOf, qualifiedType, STACK_TYPE, typeOf } from "../urn";
import type { Goal } from "./goal";
import type { Registered } from "./registry";

export interface Home {
  project: string;
  stack: string;
}

/**
 * The former URNs of a resource: its own, and those that follow from its parent's (pkg/resource/deploy/step_generator.go,
 * generateAliases). The engine follows only the alias under which it finds the parent in the state; without a state, all
 * of the parent's count.
 */
export function aliasUrns(goal: Goal, parent: Registered | undefined, home: Home): string[] {
  const own = goal.options.aliases.map(alias => aliasUrn(alias, goal, home));
  const inherited = (parent?.aliases ?? []).flatMap(parentAlias => [
    childAlias(goal.type, goal.name, nameOf(goal.parent), parentAlias, home),
    ...own.map(urn => childAlias(typeOf(urn), nameOf(urn), nameOf(goal.parent), parentAlias, home)),
  ]);
  return [...new Set([...own, ...inherited])];
}

function aliasUrn(alias: Alias, goal: Goal, home: Home): string {
  const spec = alias.getSpec();
  if (!spec) return alias.getUrn();
  const given = spec.getParenturn() || goal.parent;
  const parent = spec.getNoparent() || qualifiedType(given) === STACK_TYPE ? "" : given;
  return makeUrn(
    spec.getStack() || home.stack,
    spec.getProject() || home.project,
    parent,
    spec.getType() || goal.type,
    spec.getName() || goal.name,
  );
}

/** A child that is named after its parent was named after the parent's former name. */
function childAlias(type: string, name: string, parentName: string, parentAlias: string, home: Home): string {
  const former = name.startsWith(parentName) ? nameOf(parentAlias) + name.slice(parentName.length) : name;
  return makeUrn(home.stack, home.project, parentAlias, type, former);
}
