import * as pulumi from "@pulumi/pulumi";
import { plan } from "daytwo/testing";
import * as check from "../../lib/common/checks";
import { InputError, Mistakes } from "../../lib/common/errors";

interface Sample {
  name: string;
  count?: number;
  sizes?: string[];
}

const sample = check.object<Sample>(
  {
    name: check.text(/^[a-z]+$/, "write lower-case letters"),
    count: check.number({ min: 1, max: 5 }),
    sizes: check.list(check.size("1MiB", "1GiB")),
  },
  { required: ["name"] },
);

function messages(value: unknown, checked: check.Check = sample): string[] {
  const mistakes = new Mistakes("sample");
  checked(value, "", mistakes);
  return mistakes.all.map(({ path, message }) => `${path}: ${message}`);
}

test("a name that has little in common with a short one is not taken for it", () => {
  expect(messages({ cidr: "10.0.0.0/16" }, check.object<{ id: string }>({ id: check.anything }))).toEqual([
    "cidr: is no property; write one of id",
  ]);
});

describe("checks", () => {
  it("finds nothing wrong with what is right", () => {
    expect(messages({ name: "shop", count: 5, sizes: ["512MiB"] })).toEqual([]);
  });

  it("finds every mistake, each by its path", () => {
    expect(messages({ name: "Shop", count: 9, sizes: ["1MiB", "2GiB"] })).toEqual([
      'name: "Shop" is not allowed; write lower-case letters',
      "count: 9 is out of range; write a whole number from 1 to 5",
      'sizes[1]: "2GiB" is out of range; write a size from "1MiB" to "1GiB", such as "1MiB"',
    ]);
  });

  it.each<[string, unknown, string]>([
    ["a missing property", {}, "name: is missing; it is required"],
    ["a misspelt property", { name: "a", cuont: 1 }, "cuont: is no property; did you mean count?"],
    ["an unknown property", { name: "a", colour: 1 }, "colour: is no property; write one of name, count, sizes"],
    ["no object", "shop", ': must be an object, not "shop"; write { name: … }'],
    [
      "a fraction",
      { name: "a", count: 1.5 },
      "count: must be a whole number, not 1.5; write a whole number from 1 to 5",
    ],
    [
      "not a number",
      { name: "a", count: Number.NaN },
      "count: must be a whole number, not NaN; write a whole number from 1 to 5",
    ],
    ["an empty text", { name: "" }, "name: must not be empty; write lower-case letters"],
    ["a list that is none", { name: "a", sizes: "1MiB" }, 'sizes: must be a list, not "1MiB"; write [ … ]'],
    ["null", { name: null }, "name: must be a text, not null; write lower-case letters"],
  ])("says what to write instead of %s", (_, value, message) => {
    expect(messages(value)).toEqual([message]);
  });

  it("never shows the value of a secret", () => {
    expect(messages(4711, check.secret).join()).not.toContain("4711");
  });

  it("cuts long texts", () => {
    expect(messages({ name: `x${"Y".repeat(500)}` }).join().length).toBeLessThan(150);
  });

  it("checks an output when its value is known, where one is allowed, and fails the program then", async () => {
    const late = check.input(check.text(/^[a-z]+$/, "write lower-case letters"));
    const program = () => expect(messages(pulumi.output("Shop"), late)).toEqual([]);
    await expect(plan(program)).rejects.toThrow('"Shop" is not allowed; write lower-case letters');
  });

  it("refuses an output where resources depend on the value", () => {
    const message = "name: must be known when the program runs; write a plain value, not an output or a promise";
    expect(messages({ name: pulumi.output("shop") })).toEqual([message]);
    expect(messages({ name: Promise.resolve("shop") })).toEqual([message]);
  });
});

describe("InputError", () => {
  it("is a RunError, so that the engine prints it without a stack", () => {
    expect(pulumi.RunError.isInstance(new InputError("shop", [{ path: "a", message: "b" }]))).toBe(true);
  });

  it("puts a single mistake on one line, and several below each other", () => {
    const mistakes = [
      { path: "a", message: "is wrong; write b" },
      { path: "", message: "nothing there; write something" },
    ];
    expect(new InputError("shop", mistakes.slice(0, 1)).message).toBe("shop: a: is wrong; write b");
    expect(new InputError("shop", mistakes).message).toBe(
      "shop: 2 mistakes\n  a: is wrong; write b\n  nothing there; write something",
    );
  });

  it("is told from other errors by its mark, not its class", () => {
    expect(InputError.isInstance(new pulumi.RunError("x"))).toBe(false);
    expect(InputError.isInstance({ __daytwoInputError: true })).toBe(true);
    expect(InputError.isInstance(undefined)).toBe(false);
  });
});
