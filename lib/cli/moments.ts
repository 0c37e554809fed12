import { InvalidArgumentError } from "commander";
import { parseDuration } from "../common/duration";

const SHORT: Record<string, string> = { s: "second", m: "minute", h: "hour", d: "day", w: "week" };

/** A moment with its zone: without one, "12:00" would be another moment on another machine. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

/** `1h`, `30 minutes`, or a moment in ISO 8601: since when. */
export function since(written: string): Date {
  const [, count, unit = ""] = /^(\d+)([smhdw])$/.exec(written) ?? [];
  const length = parseDuration(count === undefined ? written : `${count} ${SHORT[unit]}`);
  if (length) return new Date(Date.now() - length * 1_000);
  return moment(written, 'Write how long ago, such as 1h or "30 minutes", or a moment, such as 2026-01-31T12:00:00Z.');
}

/** A moment that is past. */
export function past(written: string): Date {
  const help = "Write a moment with its zone, such as 2026-01-31T12:00:00Z.";
  const found = moment(written, help);
  if (found.getTime() > Date.now()) throw new InvalidArgumentError(`It lies in the future. ${help}`);
  return found;
}

function moment(written: string, help: string): Date {
  const found = new Date(MOMENT.test(written) ? written : Number.NaN);
  if (Number.isNaN(found.getTime())) throw new InvalidArgumentError(help);
  return found;
}
