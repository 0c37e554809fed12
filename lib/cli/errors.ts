import type { Command } from "commander";
import { since } from "./moments";
import { columns, print } from "./output";
import { type SystemFlags, systemOptions, withSystem } from "./system";

interface ErrorsFlags extends SystemFlags {
  since: Date;
}

export function addErrors(program: Command, end: (code: number) => void): void {
  systemOptions(program.command("errors").description("show the log lines that tell errors, oldest first"))
    .option("--since <time>", "how far back", since, since("1h"))
    .action(async (flags: ErrorsFlags) => end(await errors(flags)));
}

async function errors(flags: ErrorsFlags): Promise<number> {
  const found = await withSystem(flags, operations => operations.errorLines(flags.since));
  const rows = found.map(({ at, source, level, message }) => [at, source, level, message]);
  return print(flags, found, rows.length > 0 ? columns(rows) : ["no errors"]);
}
