import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { plan } from "daytwo/testing";
import * as fc from "fast-check";
import { Mistakes } from "../../lib/common/errors";

type Check = (value: unknown, path: string, mistakes: Mistakes) => void;

const ONE_LINE = { depth: null, breakLength: Number.POSITIVE_INFINITY, maxStringLength: 60, maxArrayLength: 5 };

/** A wrong key, and each of the mistakes that are told of it. */
export type Refusal = readonly [mistake: object, ...messages: string[]];

/** One valid base, one bad key per line: each is refused in the words beside it. `make` makes the component "shop". */
export function testRefusals(
  make: (mistake: object) => unknown,
  refusals: readonly Refusal[],
  config?: Record<string, string>,
): void {
  for (const [mistake, ...messages] of refusals) {
    const told = messages.length === 1 ? messages : [`${messages.length} mistakes`, ...messages];
    test(`refuses ${inspect(mistake, ONE_LINE)}`, async () => {
      expect(await refusal(() => make(mistake), config)).toBe(`shop: ${told.join("\n  ")}`);
    });
  }
}

/** That anything at all, in these properties or in place of them, is either accepted or told with its path and its mend. */
export function testAnything(check: Check, properties: readonly string[]): void {
  test("anything at all is either accepted or told as mistakes", () => {
    const args = fc.dictionary(fc.constantFrom(...properties), fc.jsonValue({ maxDepth: 2 }));
    fc.assert(
      fc.property(fc.oneof(args, fc.jsonValue()), value => {
        for (const mistake of mistakesIn(check, value, "part")) expect(mistake).toMatch(/^part.*: .*; /s);
      }),
      { numRuns: 300 },
    );
  });
}

/** What a check finds, each as `path: message`. */
export function mistakesIn(check: Check, args: unknown, path = ""): string[] {
  const mistakes = new Mistakes("shop");
  check(args, path, mistakes);
  return mistakes.all.map(found => `${found.path}: ${found.message}`);
}

/** The message with which a program is refused; fails when the program had registered anything before. */
export async function refusal(program: () => unknown, config: Record<string, string> = {}): Promise<string> {
  const registered: string[] = [];
  const refused = plan(
    () => {
      pulumi.runtime.registerStackTransformation(({ type }) => void registered.push(type));
      program();
    },
    { config },
  );
  const error: unknown = await refused.then(
    () => new Error(`not refused; registered ${registered.join(", ")}`),
    thrown => thrown,
  );
  expect(registered).toEqual([]);
  return error instanceof Error ? error.message : String(error);
}
