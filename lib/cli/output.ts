import { EXIT } from "./exit";

/** Prints what a verb found: the value as JSON, or lines for people. */
export function print({ json }: { json?: boolean }, value: unknown, lines: readonly string[]): number {
  const text = json ? JSON.stringify(value, null, 2) : lines.join("\n");
  if (text !== "") process.stdout.write(`${text}\n`);
  return EXIT.done;
}

/** Where lines go that come while something runs: beside the JSON, not into it. */
export function follower({ json }: { json?: boolean }): (line: string) => void {
  const stream = json ? process.stderr : process.stdout;
  return line => stream.write(`${line}\n`);
}

/** Rows with their columns one below the other; the last column is as long as it is. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  return rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
