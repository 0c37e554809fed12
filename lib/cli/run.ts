import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { addPreview } from "./preview";

/** How `daytwo` ends. */
export const EXIT = {
  done: 0,
  /** A program failed. */
  failed: 1,
  /** The user wrote something wrong: a specification, a file, an option. */
  input: 2,
} as const;

/** Runs a command line and gives the exit code. Each verb adds itself, and loads what it needs when it is called. */
export async function run(argv: readonly string[]): Promise<number> {
  let code: number = EXIT.done;
  const program = new Command("daytwo")
    .description("Day-2 operations for Pulumi programs")
    .version(version())
    .showHelpAfterError("(daytwo --help lists the verbs, daytwo <verb> --help their options)")
    .exitOverride();
  addPreview(program, ended => {
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
  process.stderr.write(`${isInput ? message : `daytwo: ${stack ?? message}`}\n`);
  return isInput ? EXIT.input : EXIT.failed;
}

function version(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8"));
  return manifest.version;
}
