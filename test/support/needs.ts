import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const TIMEOUT = 120_000;

/** A program on PATH; or anything else, and what to say when it is not there. */
export type Need = string | { there: boolean; none: string };

/**
 * A test that needs something of this machine. Where that is missing it counts as skipped, and says so in one line; with
 * DAYTWO_REQUIRE_ENGINE=1 it counts as failed.
 */
export function itNeeds(needs: readonly Need[], name: string, body: () => Promise<void>): void {
  const none = needs.flatMap(missing).join(", ");
  if (none === "") {
    test(name, body, TIMEOUT);
  } else if (process.env.DAYTWO_REQUIRE_ENGINE === "1") {
    test(name, () => {
      throw new Error(`DAYTWO_REQUIRE_ENGINE=1, but ${none}`);
    });
  } else {
    process.stderr.write(`skipped: ${name}: ${none}\n`);
    test.skip(name, () => {});
  }
}

function missing(need: Need): string[] {
  if (typeof need !== "string") return need.there ? [] : [need.none];
  return onPath(need) ? [] : [`${need} is not on PATH`];
}

function onPath(program: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some(folder => folder !== "" && existsSync(join(folder, program)));
}
