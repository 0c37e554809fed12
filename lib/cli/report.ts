import { type Command, Option } from "commander";
import type { Operations } from "../operations";
import { since } from "./moments";
import { print } from "./output";
import { type SystemFlags, systemOptions, withSystem } from "./system";

/** A verb that shows what came to pass since a moment. */
export interface Report<Found> {
  verb: string;
  description: string;
  /** How far back it looks when nobody says: `1h`. */
  since: string;
  find: (operations: Operations, since: Date) => Promise<Found>;
  /** What people read of it. */
  lines: (found: Found) => string[];
}

interface ReportFlags extends SystemFlags {
  since: Date;
}

export function report<Found>({ verb, description, ...of }: Report<Found>) {
  return (program: Command, end: (code: number) => void): void => {
    const past = new Option("--since <time>", "how far back").argParser(since).default(since(of.since), of.since);
    systemOptions(program.command(verb).description(description))
      .addOption(past)
      .action(async (flags: ReportFlags) => {
        const found = await withSystem(flags, operations => of.find(operations, flags.since));
        end(print(flags, found, of.lines(found)));
      });
  };
}
