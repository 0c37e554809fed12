import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A program on PATH; or anything else, and what to say when it is not there. */
export type Need = string | { there: boolean; none: string };

/** A test that needs something of this machine. */
export function itNeeds(needs: readonly Need[], name: string, body: () => Promise<void>): void {
  testWith(needs.flatMap(missing).join(", ") || {}, name, body);
}

/** Tests that share what they set up, and what it needs: where something is missing, one test says so for all. */
export function describeNeeds(needs: readonly Need[], name: string, body: () => void): void {
  if (needs.flatMap(missing).length === 0) describe(name, body);
  else itNeeds(needs, name, async () => {});
}

/**
 * A test on something that was looked for. Where instead of it there are words, which say what is missing, the test counts
 * as skipped, and says so in one line; with DAYTWO_REQUIRE_ENGINE=1 it counts as failed.
 */
export function testWith<Found extends object>(
  found: Found | string,
  name: string,
  body: (found: Found) => Promise<void>,
  milliseconds?: number,
): void {
  if (typeof found !== "string") {
    test(name, () => body(found), milliseconds);
  } else if (process.env.DAYTWO_REQUIRE_ENGINE === "1") {
    test(name, () => {
      throw new Error(`DAYTWO_REQUIRE_ENGINE=1, but ${found}`);
    });
  } else {
    process.stderr.write(`skipped: ${name}: ${found}\n`);
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
