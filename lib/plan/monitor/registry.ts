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

  get(urn: string): Registered | undefined {
    return this.byUrn.get(urn);
  }

  /** @throws an error in the engine's words when the parent isn't there, or the URN is taken. */
  check(urn: string, parent: string): void {
    if (parent !== "" && !this.byUrn.has(parent)) throw rpcError(`could not find parent resource ${parent}`);
    if (this.byUrn.has(urn)) throw rpcError(`Duplicate resource URN '${urn}'; try giving it a unique name`);
  }

  add(registered: Registered): void {
    this.byUrn.set(registered.urn, registered);
  }

  /** The resource's ancestors, nearest first. */
  *ancestors(urn: string): Generator<Registered> {
    for (let current = this.byUrn.get(urn); current; current = this.byUrn.get(current.goal.parent)) yield current;
  }
}
