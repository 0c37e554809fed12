import { setTimeout } from "node:timers/promises";

/** Waits until something is so. @throws with what it is about, and the last error, when that takes too long */
export async function until(what: string, isSo: () => Promise<boolean>, seconds = 60): Promise<void> {
  const deadline = Date.now() + seconds * 1_000;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      if (await isSo()) return;
    } catch (error) {
      last = error;
    }
    await setTimeout(200);
  }
  throw new Error(`not within ${seconds} s: ${what}${last === undefined ? "" : `: ${String(last)}`}`);
}
