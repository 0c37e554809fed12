import type { Command } from "commander";
import { type ChangeFlags, changeOptions, confirmed } from "./confirm";
import { EXIT } from "./exit";
import { follower, print } from "./output";
import { endOf } from "./runJob";
import { type SystemFlags, systemOptions, withSystem } from "./system";

type BackupFlags = SystemFlags & ChangeFlags;

export function addBackup(program: Command, end: (code: number) => void): void {
  const command = program.command("backup").description("take every backup of the stack now, one after the other");
  changeOptions(systemOptions(command)).action(async (flags: BackupFlags) => end(await backup(flags)));
}

async function backup(flags: BackupFlags): Promise<number> {
  return withSystem(flags, async (operations, { stack }) => {
    // It adds to what there is, so nobody is asked.
    const sure = { ...flags, yes: true };
    if (!(await confirmed(sure, `take every backup of ${stack}`))) return EXIT.done;
    const runs = await operations.backUp(follower(flags));
    print(flags, runs, runs.map(endOf));
    return runs.every(({ exitCode }) => exitCode === 0) ? EXIT.done : EXIT.failed;
  });
}
