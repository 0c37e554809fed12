import type { Sdk } from "./load";

/**
 * More than half of what a large program costs is the SDK's care for promises that leak: it takes a stack trace for every
 * promise of every output, and makes two more of it. Here only the promise of each registration is watched, which is
 * what the SDK's own message is about.
 */
export function quicken({ debuggable, state }: Sdk): void {
  debuggable.debuggablePromise = (promise, context) => {
    if (typeof context === "string" && context.startsWith("resource:")) watch(state.getStore().leakCandidates, promise);
    return promise;
  };
}

function watch(candidates: Set<Promise<unknown>>, promise: Promise<unknown>): void {
  candidates.add(promise);
  const done = () => candidates.delete(promise);
  promise.then(done, done);
}
