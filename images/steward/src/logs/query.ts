import { atLeast, type LogRecord } from "../../../../lib/steward/log-record";
import type { LogsSpec } from "../../../../lib/steward/logs";
import { dayOf, type LogFile, logFiles } from "../collect/store/names";
import { type Heads, records } from "./files";

type Wanted = (record: LogRecord) => boolean;

const DEFAULT_LIMIT = 1_000;

/** A line's own time may be an hour from the one at which it was written, and so stand in a neighbouring day's file. */
const SLACK_MILLISECONDS = 3_600_000;

/** The newest lines that are asked for, oldest first. Days are read from the newest back, until there are enough. */
export async function query(spec: LogsSpec, heads: Heads): Promise<LogRecord[]> {
  const limit = spec.limit ?? DEFAULT_LIMIT;
  const files = logFiles(spec.from, spec.source).filter(({ day }) => isNear(day, spec));
  let found: LogRecord[] = [];
  for (const day of [...new Set(files.map(file => file.day))].sort().reverse()) {
    const ofDay = files.filter(file => file.day === day);
    found = [...(await newest(ofDay, wanted(spec), limit - found.length, heads)), ...found];
    if (found.length >= limit) break;
  }
  return found.sort(byTime);
}

/** What a specification asks of a line. */
export function wanted({ since, until, level, text }: LogsSpec): Wanted {
  const [from, to] = [since, until].map(moment => (moment === undefined ? undefined : Date.parse(moment)));
  const sought = text?.toLowerCase();
  return record => {
    const at = Date.parse(record.at);
    if (from !== undefined && at < from) return false;
    if (to !== undefined && at >= to) return false;
    if (level !== undefined && !atLeast(record.level, level)) return false;
    return sought === undefined || holds(record, sought);
  };
}

export function byTime(a: LogRecord, b: LogRecord): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
}

function holds({ message, fields }: LogRecord, sought: string): boolean {
  if (message.toLowerCase().includes(sought)) return true;
  return fields !== undefined && JSON.stringify(fields).toLowerCase().includes(sought);
}

function isNear(day: string, { since, until }: LogsSpec): boolean {
  if (since !== undefined && day < dayOf(Date.parse(since) - SLACK_MILLISECONDS)) return false;
  return until === undefined || day <= dayOf(Date.parse(until) + SLACK_MILLISECONDS);
}

/** The newest lines of some files. Those that are too many are let go on the way, so that a day of any size fits into memory. */
async function newest(files: readonly LogFile[], wants: Wanted, limit: number, heads: Heads): Promise<LogRecord[]> {
  const found: LogRecord[] = [];
  for (const file of files) {
    for await (const record of records(file, heads)) {
      if (wants(record)) found.push(record);
      if (found.length >= 2 * limit + DEFAULT_LIMIT) thin(found, limit);
    }
  }
  thin(found, limit);
  return found;
}

function thin(found: LogRecord[], limit: number): void {
  found.sort(byTime);
  found.splice(0, Math.max(0, found.length - limit));
}
