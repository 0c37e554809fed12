import { setTimeout as wait } from "node:timers/promises";
import { Failure } from "../failure";
import { ask } from "./api";

/** In milliseconds. */
export interface Waiting {
  patience: number;
  pause: number;
}

/** One call of RDS's API (Amazon RDS API reference). @throws Failure with RDS's own words, when it refuses */
export function callRds(
  region: string,
  Action: string,
  parameters: Record<string, string>,
  stop: AbortSignal,
): Promise<string> {
  const body = new URLSearchParams({ Action, Version: "2014-10-31", ...parameters }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
  return ask({ service: "rds", id: "RDS", region, headers, body }, stop);
}

/** What stands within the first element of a name. */
export function within(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(xml)?.[1];
}

/**
 * Looks again and again, until what is looked for is there.
 *
 * @param look  gives it, or says what is there instead
 * @throws Failure when that takes too long
 */
export async function untilThere<T>(
  what: string,
  { patience, pause }: Waiting,
  stop: AbortSignal,
  look: () => Promise<{ there: T } | { instead: string | undefined }>,
): Promise<T> {
  const until = Date.now() + patience;
  for (;;) {
    const found = await look();
    if ("there" in found) return found.there;
    if (Date.now() >= until) throw new Failure(`${what}: is ${found.instead} for too long; see it in RDS's console`);
    await wait(pause, undefined, { signal: stop });
  }
}
