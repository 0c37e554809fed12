import type { Command } from "commander";
import type { JobRun } from "../operations";
import { type ChangeFlags, changeOptions, confirmed } from "./confirm";
import { EXIT } from "./exit";
import { follower, print } from "./output";
import { type SystemFlags, systemOptions, withSystem } from "./system";

type RunFlags = SystemFlags & ChangeFlags;

export function addRun(program: Command, end: (code: number) => void): void {
  const command = program.command("run").description("run a job to its end; ends with 1 when the job fails");
  changeOptions(systemOptions(command.argument("<job>", "the job's name"))).action(
    async (job: string, flags: RunFlags) => end(await runJob(job, flags)),
  );
}

async function runJob(job: string, flags: RunFlags): Promise<number> {
  return withSystem(flags, async (operations, { stack }) => {
    if (!(await confirmed(flags, `run the job ${job} of ${stack}`))) return EXIT.done;
    const run = await operations.runJob(job, follower(flags));
    print(flags, run, [endOf(run)]);
    return run.exitCode === 0 ? EXIT.done : EXIT.failed;
  });
}

/** How a job ended, in a line. */
export function endOf({ job, exitCode, seconds, message }: JobRun): string {
  const how = exitCode === 0 ? "done" : `failed with exit code ${exitCode}`;
  return [`${job}: ${how} after ${seconds} s`, message].filter(part => part !== undefined).join(": ");
}
