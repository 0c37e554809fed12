import type { Command } from "commander";
import { since } from "./moments";
import { columns, print } from "./output";
import { type SystemFlags, systemOptions, withSystem } from "./system";

interface StopsFlags extends SystemFlags {
  since: Date;
}

export function addStops(program: Command, end: (code: number) => void): void {
  systemOptions(program.command("stops").description("show what stopped or never started, and why"))
    .option("--since <time>", "how far back", since, since("1d"))
    .action(async (flags: StopsFlags) => end(await stops(flags)));
}

async function stops(flags: StopsFlags): Promise<number> {
  const found = await withSystem(flags, operations => operations.stopReasons(flags.since));
  const rows = found.map(({ at, subject, instance, reason, restarts }) => {
    return [at, subject, instance, restarts > 0 ? `${reason} (restarted ${restarts} times)` : reason];
  });
  return print(flags, found, rows.length > 0 ? columns(rows) : ["nothing stopped"]);
}
