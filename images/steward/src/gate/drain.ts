import type { LiveProxy } from "./proxy";

const INTERVAL_MILLISECONDS = 200;
/** A request that was given to a replica just before the change may not be counted yet. */
const QUIET_AFTER = 3;

/** Waits until these answer no request any more, or the time is over. @returns how many they still answer */
export async function drained(proxy: LiveProxy, addresses: readonly string[], seconds: number): Promise<number> {
  if (addresses.length === 0) return 0;
  const end = Date.now() + seconds * 1_000;
  let quiet = 0;
  for (;;) {
    const open = await proxy.inFlight(addresses);
    quiet = open === 0 ? quiet + 1 : 0;
    if (quiet >= QUIET_AFTER || Date.now() >= end) return open;
    await new Promise(resolve => setTimeout(resolve, INTERVAL_MILLISECONDS));
  }
}
