import type { Command } from "commander";
import { ProjectError } from "../plan/errors";

export interface ChangeFlags {
  yes?: boolean;
  dryRun?: boolean;
}

/** Adds what all verbs take that change something. */
export function changeOptions(command: Command): Command {
  return command
    .option("-y, --yes", "do it without asking")
    .option("--dry-run", "say what would be done, and do nothing");
}

/**
 * Whether to do what is told, in words that follow "would": asks on a terminal.
 *
 * @throws ProjectError where nobody can be asked
 */
export async function confirmed({ yes, dryRun }: ChangeFlags, what: string): Promise<boolean> {
  if (dryRun) {
    process.stderr.write(`would ${what}\n`);
    return false;
  }
  if (yes) return true;
  if (!process.stdin.isTTY) throw new ProjectError(`this would ${what}; add --yes, because nobody can be asked here`);
  return askPerson(`This will ${what}. Go on? [y/N] `);
}

async function askPerson(question: string): Promise<boolean> {
  const { createInterface }: typeof import("node:readline/promises") = require("node:readline/promises");
  const line = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await line.question(question)).trim());
  } finally {
    line.close();
  }
}
