import { readdirSync } from "node:fs";
import { join } from "node:path";

/** One of the collector's files: lines of one source and day, `<source>/<day>.<number>.ndjson`, with `.gz` once it is closed. */
export interface LogFile {
  source: string;
  /** In UTC: "2026-01-31". */
  day: string;
  /** Which of the day's files. */
  number: number;
  compressed: boolean;
  path: string;
}

const NAME = /^(\d{4}-\d\d-\d\d)\.(\d{4,})\.ndjson(\.gz)?$/;

export function fileName({ day, number }: { day: string; number: number }): string {
  return `${day}.${String(number).padStart(4, "0")}.ndjson`;
}

/** The day that a file's name says, or `undefined` for a name of another form. */
export function dayOfFile(name: string): string | undefined {
  return NAME.exec(name)?.[1];
}

/** The day of a moment, in UTC. */
export function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

/** The day so many days before a moment. */
export function daysBefore(moment: number, days: number): string {
  return dayOf(moment - days * 86_400_000);
}

/**
 * The files of a folder, in the order in which they were written. A file that stands there compressed and not, since the
 * collector was killed in between, is there once, compressed.
 */
export function logFiles(folder: string, only?: string): LogFile[] {
  const sources = only === undefined ? foldersIn(folder) : [only];
  return sources.flatMap(source => filesOf(folder, source)).sort(inOrder);
}

/** The files of one source, likewise. */
export function filesOf(folder: string, source: string): LogFile[] {
  const names = namesIn(join(folder, source));
  const all = new Set(names);
  const files = names.flatMap(name => {
    const [, day, number, gz] = NAME.exec(name) ?? [];
    if (day === undefined || number === undefined || all.has(`${name}.gz`)) return [];
    return [{ source, day, number: Number(number), compressed: gz !== undefined, path: join(folder, source, name) }];
  });
  return files.sort(inOrder);
}

export function foldersIn(folder: string): string[] {
  const folders = readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isDirectory());
  return folders.map(({ name }) => name);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function inOrder(a: LogFile, b: LogFile): number {
  return a.day.localeCompare(b.day) || a.source.localeCompare(b.source) || a.number - b.number;
}
