import { InvalidArgumentError } from "commander";
import { parseDuration } from "../common/duration";

const SHORT: Record<string, string> = { s: "second", m: "minute", h: "hour", d: "day", w: "week" };

/** A moment with its zone: without one, "12:00" would be another moment on another machine. */
const MOMENT = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

const MOMENT_HELP = "Write a moment with its zone, such as 2026-01-31T12:00:00Z.";
const SINCE_HELP = 'Write how long ago, such as 1h or "30 minutes", or a moment, such as 2026-01-31T12:00:00Z.';

/** `1h`, `30 minutes`, or a moment in ISO 8601: since when. */
export function since(written: string): Date {
  const [, count, unit = ""] = /^(\d+)([smhdw])$/.exec(written) ?? [];
  const length = parseDuration(count === undefined ? written : `${count} ${SHORT[unit]}`);
  if (!length) return gone(moment(written), SINCE_HELP);
  return gone(new Date(Date.now() - length * 1_000), SINCE_HELP);
}

/** A moment that is past. */
export function past(written: string): Date {
  return gone(moment(written), MOMENT_HELP);
}

/** An invalid date for what is no moment, or of a day that there is not: JavaScript takes 30 February for 2 March. */
function moment(written: string): Date {
  const [, day = ""] = MOMENT.exec(written) ?? [];
  const start = new Date(day);
  const isThere = !Number.isNaN(start.getTime()) && start.toISOString().startsWith(day);
  return new Date(isThere ? written : Number.NaN);
}

function gone(found: Date, help: string): Date {
  if (Number.isNaN(found.getTime())) throw new InvalidArgumentError(help);
  if (found.getTime() > Date.now()) throw new InvalidArgumentError(`It lies in the future. ${help}`);
  return found;
}
