import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { InputError } from "daytwo";
import { ProjectError } from "../../lib/plan/errors";
import { failureOf } from "../../lib/plan/failure";

const thrown = (make: () => unknown) => {
  try {
    return make();
  } catch (error) {
    return error;
  }
};

test("a program's error has the program's own frames, and no others", () => {
  const error = new Error("boom");
  error.stack = [
    "Error: boom",
    "    at fail (/shop/index.ts:3:9)",
    "    at Object.<anonymous> (/shop/index.ts:5:1)",
    "    at wrap (/shop/node_modules/lib/index.js:1:1)",
    "    at new Promise (<anonymous>)",
    "    at Module._compile (node:internal/modules/cjs/loader:1:1)",
    "    at async node:internal/x:1:1",
  ].join("\n");
  const frames = "at fail (/shop/index.ts:3:9)\nat Object.<anonymous> (/shop/index.ts:5:1)";
  expect(failureOf(error)).toEqual({ kind: "program", message: "boom", stack: frames });
  expect(failureOf(error, stack => stack.replaceAll("index", "main")).stack).toBe(frames.replaceAll("index", "main"));
});

test("frames of packages are better than none", () => {
  const error = new Error("boom");
  error.stack = "Error: boom\n    at wrap (/shop/node_modules/lib/index.js:1:1)";
  expect(failureOf(error).stack).toBe("at wrap (/shop/node_modules/lib/index.js:1:1)");
  delete error.stack;
  expect(failureOf(error)).toEqual({ kind: "program", message: "boom" });
});

test("the frames of the plan itself are left out", () => {
  const error = new Error("boom");
  const plan = resolve(__dirname, "../../lib/plan/child/load.ts");
  error.stack = `Error: boom\n    at loadProgram (${plan}:1:1)\n    at mine (/shop/index.ts:1:1)`;
  expect(failureOf(error).stack).toBe("at mine (/shop/index.ts:1:1)");
});

test.each<[string, unknown, string]>([
  ["the kind of error is told when it says something", new TypeError("x"), "TypeError: x"],
  ["an error without a message", new Error(), "Error"],
  ["a text", "oh", 'the program threw "oh"'],
  ["a number", 3, "the program threw 3"],
  ["nothing", undefined, "the program threw undefined"],
  ["an object", {}, "the program threw an object that is no Error"],
])("%s", (_what, error, message) => {
  expect(failureOf(error)).toMatchObject({ kind: "program", message });
});

test.each<[string, unknown, object]>([
  [
    "a wrong specification",
    new InputError("shop", [{ path: "cpu", message: "is missing" }]),
    { kind: "input", message: "shop: cpu: is missing" },
  ],
  ["a wrong project", new ProjectError("Pulumi.yaml: no"), { kind: "input", message: "Pulumi.yaml: no" }],
  ["an error that asks for no stack", new pulumi.RunError("just this"), { kind: "program", message: "just this" }],
  [
    "an error of a resource that asks for no stack",
    new pulumi.ResourceError("just this", undefined, true),
    { kind: "program", message: "just this" },
  ],
])("%s is told by its message alone", (_what, error, failure) => {
  expect(failureOf(error)).toEqual(failure);
});

describe("configuration that is missing or of the wrong type is the user's to give", () => {
  const config = new pulumi.Config("shop");
  const key = (name: string) =>
    `Missing required configuration variable 'shop:${name}'; give it in the stack file, in a fixtures file or with`;
  const set = (value: string) => pulumi.runtime.setAllConfig({ "shop:size": value });

  test.each<[string, () => unknown, string]>([
    ["missing", () => config.require("a"), `${key("a")} --config shop:a=…`],
    ["missing and secret", () => config.requireSecret("a"), `${key("a")} --config-secret shop:a=…`],
    ["no number", () => config.requireNumber("size"), "Configuration 'shop:size' value 'x' is not a valid number"],
    [
      "not offered",
      () => config.require("size", { allowedValues: ["s"] }),
      `Configuration 'shop:size' value 'x' is not a legal enum value (["s"])`,
    ],
  ])("%s", (_what, read, message) => {
    set("x");
    expect(failureOf(thrown(read))).toEqual({ kind: "input", message });
  });
});

describe("a package that isn't there", () => {
  const missing = (message: string, code = "MODULE_NOT_FOUND") =>
    failureOf(Object.assign(new Error(message), { code }));
  const install = (short: string, name: string) => ({
    kind: "input",
    message: `${short}: install ${name} (npm install ${name}, or npm install where package.json names it)`,
  });

  test("is named with the mend", () => {
    expect(missing("Cannot find module '@pulumi/aws/ecs'\nRequire stack:\n- /shop/index.ts")).toEqual(
      install("aws", "@pulumi/aws"),
    );
    expect(missing("Cannot find package 'lodash' imported from /shop/index.mjs", "ERR_MODULE_NOT_FOUND")).toEqual(
      install("lodash", "lodash"),
    );
    expect(missing("Cannot find package '@acme/x' imported from a", "ERR_MODULE_NOT_FOUND")).toEqual(
      install("@acme/x", "@acme/x"),
    );
  });

  test("is not a file of the program that isn't there", () => {
    for (const path of ["./x", "/shop/x.js", "C:\\x.js", "file:///x.js"])
      expect(missing(`Cannot find module '${path}'`)).toMatchObject({ kind: "program" });
    expect(missing("Cannot find module")).toMatchObject({ kind: "program" });
  });
});
