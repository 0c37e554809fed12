import type { Command } from "commander";
import { EXIT } from "./exit";
import { columns, print } from "./output";
import { type SystemFlags, systemOptions, withSystem } from "./system";

interface AlarmsFlags extends SystemFlags {
  exitCode?: boolean;
}

export function addAlarms(program: Command, end: (code: number) => void): void {
  systemOptions(program.command("alarms").description("show the alarms that are firing, the gravest first"))
    .option("--exit-code", "end with 1 when one is firing")
    .action(async (flags: AlarmsFlags) => end(await alarms(flags)));
}

async function alarms(flags: AlarmsFlags): Promise<number> {
  const firing = await withSystem(flags, operations => operations.firingAlarms());
  const rows = firing.map(({ severity, subject, name, since, summary }) => [severity, subject, name, since, summary]);
  print(flags, firing, rows.length > 0 ? columns(rows) : ["no alarm is firing"]);
  return flags.exitCode && firing.length > 0 ? EXIT.failed : EXIT.done;
}
