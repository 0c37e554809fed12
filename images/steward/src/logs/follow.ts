import { setTimeout as wait } from "node:timers/promises";
import type { LogRecord } from "../../../../lib/steward/log-record";
import type { LogsSpec } from "../../../../lib/steward/logs";
import { dayOf, logFiles } from "../collect/store/names";
import { type Heads, records } from "./files";
import { byTime, wanted } from "./query";

const EACH_MILLISECONDS = 500;

/** Goes on with lines as they come, after what `heads` says was read, until it is stopped. */
export async function follow(
  spec: LogsSpec,
  heads: Heads,
  print: (record: LogRecord) => void,
  stop: AbortSignal,
): Promise<void> {
  const wants = wanted(spec);
  const began = dayOf(Date.now());
  while (!stop.aborted) {
    for (const record of await news(spec, began, heads)) if (wants(record)) print(record);
    await wait(EACH_MILLISECONDS, undefined, { signal: stop }).catch(() => {});
  }
}

async function news({ from, source }: LogsSpec, began: string, heads: Heads): Promise<LogRecord[]> {
  const found: LogRecord[] = [];
  for (const file of logFiles(from, source))
    if (file.day >= began) for await (const record of records(file, heads)) found.push(record);
  return found.sort(byTime);
}
