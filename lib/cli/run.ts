import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { addAlarms } from "./alarms";
import { addBackup } from "./backup";
import { addErrors } from "./errors";
import { EXIT } from "./exit";
import { addMaintenance } from "./maintenance";
import { addPreview } from "./preview";
import { addRepair } from "./repair";
import { addRequests } from "./requests";
import { addRestore } from "./restore";
import { addRun } from "./runJob";
import { addStops } from "./stops";
import { addTraffic } from "./traffic";

/** Each verb adds itself, and loads what it needs when it is called. */
const VERBS = [
  addPreview,
  addAlarms,
  addStops,
  addErrors,
  addRequests,
  addRun,
  addBackup,
  addRestore,
  addMaintenance,
  addTraffic,
  addRepair,
];

/** Runs a command line and gives the exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  let code: number = EXIT.done;
  const program = new Command("daytwo")
    .description("Day-2 operations for Pulumi programs")
    .version(version())
    .showHelpAfterError("(daytwo --help lists the verbs, daytwo <verb> --help their options)")
    .exitOverride();
  for (const add of VERBS)
    add(program, ended => {
      code = ended;
    });
  try {
    await program.parseAsync(argv);
    return code;
  } catch (error) {
    return explain(error);
  }
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.input;
  const isInput = typeof error === "object" && error !== null && "__daytwoInputError" in error;
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  // What is told to users alone has no stack.
  process.stderr.write(`${isInput ? message : `daytwo: ${stack || message}`}\n`);
  return isInput ? EXIT.input : EXIT.failed;
}

function version(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8"));
  return manifest.version;
}
