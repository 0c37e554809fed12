import * as pulumi from "@pulumi/pulumi";
import { plan } from "daytwo/testing";
import fc from "fast-check";
import { json } from "../../lib/common/json";

class Thing extends pulumi.CustomResource {}

/** What an output holds, and whether it is secret, as a stack's output shows it. */
const shown = async (value: unknown) => (await plan(() => ({ text: json(value) }))).outputs.text;

describe("json", () => {
  it("fills outputs in wherever they stand", async () => {
    const value = { a: [pulumi.output(1), { b: pulumi.output("x") }], c: pulumi.output({ d: [true] }), e: undefined };
    expect(await shown(value)).toBe('{"a":[1,{"b":"x"}],"c":{"d":[true]}}');
  });

  it("waits for promises that an output holds", async () => {
    expect(await shown([pulumi.output(Promise.resolve("late"))])).toBe('["late"]');
  });

  it("is secret when a part of it is, and unknown when a part of it is", async () => {
    expect(await shown({ a: pulumi.secret("hunter2") })).toEqual({ $secret: true });
    const { outputs } = await plan(() => {
      const made = new Thing("test:index:Thing", "thing");
      return { text: json({ id: made.id }) };
    });
    expect(outputs.text).toEqual({ $unknown: true });
  });

  it("gives what JSON.stringify gives where there is no output", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async value => {
        expect(await shown(value)).toBe(JSON.stringify(value));
      }),
      { numRuns: 30 },
    );
  });
});
