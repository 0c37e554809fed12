import { setTimeout as wait } from "node:timers/promises";
import { isLocked } from "./failures";

/**
 * How long a job waits for others: a little longer than the 30 minutes after which restic takes the lock of a process that
 * it cannot see, such as one killed in another container, for left over (restic, internal/restic/lock.go, staleTimeout).
 */
const PATIENCE_MILLISECONDS = 40 * 60_000;
const PAUSE_MILLISECONDS = 5_000;

/** Does something once no other job locks the repository. Locks of jobs that were killed are taken away. */
export async function whenUnlocked<T>(
  work: () => Promise<T>,
  unlock: () => Promise<unknown>,
  stop: AbortSignal,
): Promise<T> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  for (let pause = 0; ; pause = PAUSE_MILLISECONDS) {
    try {
      return await work();
    } catch (error) {
      if (!isLocked(error) || Date.now() > deadline) throw error;
    }
    await unlock();
    await wait(pause, undefined, { signal: stop });
  }
}
