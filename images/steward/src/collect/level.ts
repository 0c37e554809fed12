import type { Level } from "../../../../lib/steward/log-record";

/** The words that loggers have for the levels, in small letters. */
const WORDS: Readonly<Record<string, Level>> = {
  trace: "trace",
  verbose: "trace",
  silly: "trace",
  debug: "debug",
  fine: "debug",
  info: "info",
  information: "info",
  informational: "info",
  notice: "info",
  log: "info",
  default: "info",
  warn: "warn",
  warning: "warn",
  err: "error",
  error: "error",
  severe: "error",
  fatal: "fatal",
  crit: "fatal",
  critical: "fatal",
  panic: "fatal",
  dpanic: "fatal",
  alert: "fatal",
  emerg: "fatal",
  emergency: "fatal",
};

/** Numbers from 10 on are those of pino and bunyan, below them the severities of syslog (RFC 5424, section 6.2.1). */
const SYSLOG: readonly Level[] = ["fatal", "fatal", "fatal", "error", "warn", "info", "info", "debug"];
const PINO: readonly Level[] = ["trace", "debug", "info", "warn", "error", "fatal"];

/** The level that a structured line names, or `undefined` for what names none. */
export function levelOf(value: unknown): Level | undefined {
  if (typeof value === "number") return levelOfNumber(value);
  if (typeof value !== "string" || value === "") return undefined;
  const word = WORDS[value.trim().toLowerCase()];
  return word ?? (/^\d{1,2}$/.test(value) ? levelOfNumber(Number(value)) : undefined);
}

function levelOfNumber(value: number): Level | undefined {
  if (!Number.isInteger(value) || value < 0) return undefined;
  return value < 10 ? SYSLOG[value] : PINO[Math.min(Math.floor(value / 10), PINO.length) - 1];
}

const NAMED = /\b(?:level|lvl|severity)["']?\s*[=:]\s*["']?([a-z]+)/i;
const IN_BRACKETS =
  /[[<(]\s*(trace|debug|info|notice|warn|warning|err|error|crit|critical|alert|emerg|fatal|panic)\s*[\])>]/i;
const IN_CAPITALS =
  /\b(TRACE|VERBOSE|DEBUG|INFO|NOTICE|LOG|WARN|WARNING|ERR|ERROR|SEVERE|FATAL|CRIT|CRITICAL|PANIC|ALERT|EMERG)\d?\b/;
const THROWN = /^\s*(?:uncaught |unhandled )?(?:[\w.$]*(?:error|exception)\b|traceback \(|panic:|segmentation fault)/i;

/** Where in a line its level stands: further on it is part of what the line says. */
const HEAD = 160;

/** The level that a line of text seems to have; one of unknown level is a warning where it came on stderr. */
export function guessedLevel(text: string, stderr: boolean): Level {
  const head = text.slice(0, HEAD);
  const word = NAMED.exec(head)?.[1] ?? IN_BRACKETS.exec(head)?.[1] ?? IN_CAPITALS.exec(head)?.[1];
  const level = word === undefined ? undefined : WORDS[word.toLowerCase()];
  if (level !== undefined) return level;
  if (THROWN.test(head)) return "error";
  return stderr ? "warn" : "info";
}
