import type { Plan, PlannedResource } from "../model";
import { isStack } from "./words";

/** A resource and those that it is the parent of. */
export interface Node {
  resource: PlannedResource;
  children: Node[];
}

/** The resources as they belong together, without the stack's own. Single resources come before components. */
export function hierarchy(plan: Plan): Node[] {
  const nodes = new Map(plan.resources.map((resource): [string, Node] => [resource.urn, { resource, children: [] }]));
  const roots: Node[] = [];
  for (const node of nodes.values()) {
    const parent = nodes.get(node.resource.parent ?? "");
    if (isStack(node.resource)) continue;
    if (parent && !isStack(parent.resource)) parent.children.push(node);
    else roots.push(node);
  }
  for (const { children } of [...nodes.values(), { children: roots }]) children.sort(leavesFirst);
  return roots;
}

function leavesFirst(a: Node, b: Node): number {
  return (
    Math.sign(a.children.length) - Math.sign(b.children.length) ||
    Number(!a.resource.custom) - Number(!b.resource.custom)
  );
}
