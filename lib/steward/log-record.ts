import type { LogLine } from "../operations";

/** The levels that lines are kept with, from the least to the gravest. */
export const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal"] as const;

export type Level = (typeof LEVELS)[number];

/** One line as the collector keeps it, as a line of JSON: redacted, and of one form whatever the program wrote. */
export interface LogRecord extends LogLine {
  level: Level;
  /** What a structured line held besides its time, level and message. */
  fields?: Record<string, unknown>;
  /** The container that wrote it. */
  container: string;
  /** Whether parts of the line are not here: it was too long, or they came before the collector was killed. */
  cut?: true;
}

/** Whether a level is at least as grave as another. */
export function atLeast(level: Level, least: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(least);
}
