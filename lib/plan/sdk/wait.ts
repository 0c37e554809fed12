import { setImmediate } from "node:timers/promises";
import type { RunState, Sdk } from "./load";

const pending = new WeakMap<RunState, Set<Promise<unknown>>>();
const tracked = new WeakSet<Sdk["Output"]>();

/** Takes note of every output that comes from an `apply`, until it is there: Pulumi itself waits for resources only. */
export function trackApplies(sdk: Sdk): void {
  pending.set(sdk.state.getStore(), new Set());
  if (tracked.has(sdk.Output)) return;
  tracked.add(sdk.Output);
  const { prototype } = sdk.Output;
  const original = prototype.apply;
  prototype.apply = function (callback, runWithUnknowns) {
    const result = original.call(this, callback, runWithUnknowns);
    const waiting = pending.get(sdk.state.getStore());
    if (waiting) track(waiting, result.isKnown);
    return result;
  };
}

function track(waiting: Set<Promise<unknown>>, promise: Promise<unknown>): void {
  waiting.add(promise);
  const done = () => waiting.delete(promise);
  promise.then(done, done);
}

/** Resolves when the current run has nothing left to do. */
export async function settled(sdk: Sdk): Promise<void> {
  const waiting = pending.get(sdk.state.getStore()) ?? new Set();
  do {
    await Promise.allSettled(waiting);
    await sdk.settings.waitForRPCs();
    // Rejections that nobody handles are told after the promises of a turn.
    await setImmediate();
  } while (waiting.size > 0 || (await moreToDo(sdk)));
}

/** Whether a further turn of the event loop started another request. */
async function moreToDo(sdk: Sdk): Promise<boolean> {
  const before = sdk.state.getStore().settings.rpcDone;
  await setImmediate();
  return sdk.state.getStore().settings.rpcDone !== before;
}
