import type { LogLine } from "../index";

/** The numbers that pino and bunyan have for levels. */
const FATAL = 60;

/** A line as it was written, in its parts: loggers that write JSON agree on little more than this. */
export function lineOf(source: string, at: Date, text: string): LogLine {
  const written = text.trimEnd();
  const record = recordIn(written);
  const message = ["message", "msg"].map(key => record?.[key]).find(value => typeof value === "string");
  return { at: at.toISOString(), source, level: levelOf(record, written), message: message ?? written };
}

function recordIn(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : undefined;
  } catch {
    return undefined;
  }
}

/** "error" or "fatal": no other line is asked for. */
function levelOf(record: Record<string, unknown> | undefined, text: string): string {
  const level = record?.level ?? record?.severity;
  if (typeof level === "number") return level >= FATAL ? "fatal" : "error";
  if (typeof level === "string") return level.toLowerCase();
  return /\bFATAL\b|level.{1,4}fatal/i.test(text) ? "fatal" : "error";
}
