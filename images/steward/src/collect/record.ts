import type { LogRecord } from "../../../../lib/steward/log-record";
import { guessedLevel, levelOf } from "./level";
import { type Redactor, TooDeep } from "./redact/redactor";
import { structured } from "./structured";

/** A line as a container wrote it, whole. */
export interface Line {
  source: string;
  container: string;
  /** When Docker took it, in milliseconds since 1970. */
  at: number;
  stderr: boolean;
  text: string;
  /** In place of the text, what a sender gave in fields. */
  object?: Record<string, unknown>;
  /** Whether parts of it are missing. */
  cut: boolean;
}

const LEVEL = ["level", "severity", "lvl", "levelname", "log.level"];
const MESSAGE = ["msg", "message", "event", "short_message"];
const TIME = ["time", "timestamp", "ts", "@timestamp", "asctime"];

/** How far a line's own time may be from Docker's. A clock that is further off is wrong. */
const TRUSTED_MILLISECONDS = 3_600_000;

/** The record of a line, with everything hidden that is to be: nothing of the line leaves this place otherwise. */
export function recordOf(line: Line, redactor: Redactor): LogRecord {
  const object = line.object ?? structured(line.text);
  if (object) {
    try {
      return fromObject(object, line, redactor);
    } catch (error) {
      if (!(error instanceof TooDeep)) throw error;
    }
  }
  const level = guessedLevel(line.text, line.stderr);
  return { ...frame(line, line.at), level, message: redactor.text(line.text), ...rest(line) };
}

/** The record of what a structured line holds. @throws TooDeep */
function fromObject(object: Record<string, unknown>, line: Line, redactor: Redactor): LogRecord {
  const [levelName, messageName, timeName] = [LEVEL, MESSAGE, TIME].map(names => names.find(name => name in object));
  const message = messageName === undefined ? undefined : object[messageName];
  const said = typeof message === "string" ? message : "";
  const level = levelName === undefined ? undefined : levelOf(object[levelName]);
  const time = timeName === undefined ? undefined : momentOf(object[timeName], line.at);

  const taken = new Set<string | undefined>();
  if (level !== undefined) taken.add(levelName);
  if (typeof message === "string") taken.add(messageName);
  if (time !== undefined) taken.add(timeName);
  const others = Object.fromEntries(Object.entries(object).filter(([name]) => !taken.has(name)));
  const fields = redactor.value(others);
  return {
    ...frame(line, time ?? line.at),
    level: level ?? guessedLevel(said, line.stderr),
    message: redactor.text(said),
    ...(isFilled(fields) && { fields }),
    ...rest(line),
  };
}

function frame({ source }: Line, at: number): { at: string; source: string } {
  return { at: new Date(at).toISOString(), source };
}

function rest({ container, cut }: Line): Pick<LogRecord, "container" | "cut"> {
  return cut ? { container, cut } : { container };
}

function isFilled(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

/** A time in milliseconds, where it can be told and is near the one at which the line came. */
function momentOf(value: unknown, near: number): number | undefined {
  const moments =
    typeof value === "number" ? [value, value * 1_000, value / 1_000, value / 1_000_000] : [parsed(value)];
  return moments.find(moment => Math.abs(moment - near) <= TRUSTED_MILLISECONDS);
}

function parsed(value: unknown): number {
  return typeof value === "string" ? Date.parse(value) : Number.NaN;
}
