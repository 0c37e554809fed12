import { type IncomingMessage, request } from "node:http";
import type { GateHealth } from "../../../../lib/steward/gate";
import { codeOf } from "../failure";

const INTERVAL_MILLISECONDS = 1_000;

/** Why a replica cannot serve, in words that go after its name; nothing when it can. */
export type Ill = string | undefined;

/**
 * Asks a replica each second until so many answers in a row are good. Bad ones count only once the grace is over.
 *
 * @returns its last answer, when it did not become healthy
 */
export async function healthy(address: string, host: string, health: GateHealth, stop: AbortSignal): Promise<Ill> {
  const started = Date.now();
  let good = 0;
  for (;;) {
    const asked = Date.now();
    const ill = await probe(address, host, health);
    good = ill === undefined ? good + 1 : 0;
    if (good >= health.healthyAfter) return undefined;
    if (ill !== undefined && Date.now() - started >= health.graceSeconds * 1_000) return ill;
    stop.throwIfAborted();
    await new Promise(resolve => setTimeout(resolve, Math.max(0, asked + INTERVAL_MILLISECONDS - Date.now())));
  }
}

/** One question, as a visitor would ask it: by the service's own host name. */
async function probe(address: string, host: string, { path, timeoutSeconds }: GateHealth): Promise<Ill> {
  try {
    const response = await get(address, path, host, timeoutSeconds);
    const { statusCode: status = 0 } = response;
    response.destroy();
    return status >= 200 && status < 400 ? undefined : `it answered ${status} to GET ${path}`;
  } catch (error) {
    return wordsFor(error, timeoutSeconds);
  }
}

function get(address: string, path: string, host: string, timeoutSeconds: number): Promise<IncomingMessage> {
  const signal = AbortSignal.timeout(timeoutSeconds * 1_000);
  const headers = { Host: host, "User-Agent": "daytwo-gate" };
  return new Promise((resolve, reject) => {
    request(`http://${address}${path}`, { headers, signal, agent: false }, resolve).on("error", reject).end();
  });
}

const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: "it does not run",
  EAI_AGAIN: "it does not run",
  ECONNREFUSED: "it does not listen on that port",
  EHOSTUNREACH: "it cannot be reached",
  ECONNRESET: "it closed the connection without an answer",
};

function wordsFor(error: unknown, timeoutSeconds: number): string {
  const code = codeOf(error);
  if (code === "ABORT_ERR") return `it did not answer within ${timeoutSeconds} seconds`;
  return WORDS[code] ?? `it could not be asked (${code})`;
}
