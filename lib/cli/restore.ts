import type { Command } from "commander";
import { type ChangeFlags, changeOptions, confirmed } from "./confirm";
import { EXIT } from "./exit";
import { past } from "./moments";
import { follower, print } from "./output";
import { endOf } from "./runJob";
import { type SystemFlags, systemOptions, withSystem } from "./system";
import { uninterrupted } from "./uninterrupted";

const GOES_ON =
  "the restore goes on, since the database would stay stopped without its end; a second signal ends daytwo all the same";

interface RestoreFlags extends SystemFlags, ChangeFlags {
  to: Date;
}

export function addRestore(program: Command, end: (code: number) => void): void {
  const command = program
    .command("restore")
    .description("bring the database back to a moment: in its place, behind the maintenance page, or on AWS beside it");
  changeOptions(systemOptions(command))
    .requiredOption("--to <time>", "the moment, with its zone: 2026-01-31T12:00:00Z", past)
    .action(async (flags: RestoreFlags) => end(await restore(flags)));
}

async function restore(flags: RestoreFlags): Promise<number> {
  return withSystem(flags, async (operations, { stack }) => {
    const moment = flags.to.toISOString();
    const what = operations.restoresBeside
      ? `make a new database as that of ${stack} was at ${moment}, beside the one that serves`
      : `stop the database of ${stack} and bring it back to ${moment}: what was written since then is lost`;
    if (!(await confirmed(flags, what))) return EXIT.done;
    const work = () => operations.restore(flags.to, follower(flags));
    const run = await (operations.interruptible ? work() : uninterrupted(GOES_ON, work));
    print(flags, run, [endOf(run)]);
    return run.exitCode === 0 ? EXIT.done : EXIT.failed;
  });
}
