import type { WireObject } from "../wire";
import { rpcError } from "./errors";
import type { Goal } from "./goal";

/** What is remembered of a resource, for those that come after it. */
export interface Registered {
  urn: string;
  goal: Goal;
  /** Former URNs. */
  aliases: string[];
  /** Tokens of the transforms that it was registered with; they hold for its children, too. */
  transforms: readonly string[];
  id: string;
  outputs: WireObject;
}

/** The resources that have been registered or read so far. */
export class Registry {
  private readonly byUrn = new Map<string, Registered>();
  private readonly children = new Map<string, string[]>();

  get(urn: string): Registered | undefined {
    return this.byUrn.get(urn);
  }

  /** @throws an error in the engine's words when the parent isn't there, or the URN is taken. */
  check(urn: string, parent: string): void {
    if (parent !== "" && !this.byUrn.has(parent)) throw rpcError(`could not find parent resource ${parent}`);
    if (this.byUrn.has(urn)) throw rpcError(`Duplicate resource URN '${urn}'; try giving it a unique name`);
  }

  add(registered: Registered): void {
    const { urn, goal } = registered;
    this.byUrn.set(urn, registered);
    const siblings = this.children.get(goal.parent);
    if (siblings) siblings.push(urn);
    else this.children.set(goal.parent, [urn]);
  }

  /** Whether one of these resources, or of those that the components among them hold, is yet to be made. */
  hasUnmade(urns: readonly string[]): boolean {
    return urns.some(urn => {
      const found = this.byUrn.get(urn);
      if (found?.goal.custom) return found.id === "";
      return this.hasUnmade(this.children.get(urn) ?? []);
    });
  }

  /** The resource's ancestors, nearest first. */
  *ancestors(urn: string): Generator<Registered> {
    for (let current = this.byUrn.get(urn); current; current = this.byUrn.get(current.goal.parent)) yield current;
  }
}
