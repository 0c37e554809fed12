import { join } from "node:path";
import { run } from "../../lib/cli/run";
import type * as Built from "../plan/built";
import { makeProject } from "../plan/make-project";

jest.mock("../../lib/plan/child/command", () => jest.requireActual<typeof Built>("../plan/built").builtCommand());

/** Runs a command line, and gives what it says. */
async function daytwo(...args: string[]) {
  const told = { out: "", err: "" };
  const hear = (where: keyof typeof told) => (text: string | Uint8Array) => {
    told[where] += text;
    return true;
  };
  const stdout = jest.spyOn(process.stdout, "write").mockImplementation(hear("out"));
  const stderr = jest.spyOn(process.stderr, "write").mockImplementation(hear("err"));
  const code = await run(["node", "daytwo", ...args]);
  stdout.mockRestore();
  stderr.mockRestore();
  return { code, ...told };
}

const PROJECT = {
  "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
  "Pulumi.staging.yaml": "config: { size: 1 }",
  "Pulumi.production.yaml": "config: { size: 5 }",
  "index.js": `
const pulumi = require("@pulumi/pulumi");
const config = new pulumi.Config();
class Thing extends pulumi.CustomResource {
  constructor(name, args) { super("test:index:Thing", name, args); }
}
module.exports = async () => {
  new Thing("a", { cpu: config.requireNumber("size"), token: config.get("token") });
  const { id } = await pulumi.runtime.invoke("test:index/find:find", {});
  if (config.get("fail")) throw new Error("boom " + config.get("token"));
  if (config.get("refuse")) throw Object.assign(new Error("shop: size: is too small"), { __daytwoInputError: true });
  return { size: config.requireNumber("size"), id };
};
`,
};

describe("shows what stacks would hold", () => {
  test("each that has a file, when none are named", async () => {
    const { code, out } = await daytwo("preview", makeProject(PROJECT));
    expect(code).toBe(0);
    expect(out).toMatch(
      /^production: 1 resource\n\ntest.Thing {2}a {2}cpu 5\n[\s\S]*\n\nstaging: 1 resource\n\ntest.Thing {2}a {2}cpu 1\n/,
    );
  });

  test("as JSON: one stack is an object, several are a list", async () => {
    const project = makeProject(PROJECT);
    const one = await daytwo("preview", project, "--stack", "staging", "--json");
    expect(JSON.parse(one.out)).toMatchObject({ version: 1, stack: "staging", outputs: { size: 1 } });
    const two = await daytwo("preview", project, "-s", "staging", "-s", "production", "--format", "json");
    expect(JSON.parse(two.out)).toMatchObject([{ stack: "staging" }, { stack: "production", outputs: { size: 5 } }]);
  });

  test("in other forms, with or without colour", async () => {
    const project = makeProject(PROJECT);
    const table = await daytwo("preview", project, "-s", "staging", "-f", "table", "--color");
    expect(table.out).toContain("\u001b[1mTYPE");
    const markdown = await daytwo("preview", project, "-s", "staging", "-f", "markdown", "--no-color");
    expect(markdown.out).toContain("### shop staging: 1 resource");
  });

  test("with configuration and fixtures from outside; options go before the file", async () => {
    const fixtures = {
      config: { size: 2 },
      secrets: { token: "hunter22" },
      invokes: { "test:index/find:find": { id: "i-1" } },
    };
    const project = makeProject({ ...PROJECT, "fixtures.json": JSON.stringify(fixtures) });
    const file = join(project, "fixtures.json");
    const one = await daytwo("preview", project, "-s", "staging", "--json", "--fixtures", file);
    expect(JSON.parse(one.out)).toMatchObject({ outputs: { size: 2, id: "i-1" }, diagnostics: [] });
    const two = await daytwo(
      "preview",
      project,
      "-s",
      "staging",
      "--json",
      "--fixtures",
      file,
      "-c",
      "size=3",
      "--config-secret",
      "token=hunter23=x",
    );
    const planned = JSON.parse(two.out);
    expect(planned.outputs).toEqual({ size: 3, id: "i-1" });
    expect(planned.resources[1].inputs).toEqual({ cpu: 3, token: { $secret: true } });
    expect(one.out + two.out).not.toContain("hunter");
  });
});

describe("exit codes", () => {
  test("1 and the program's own stack when it fails; what came before is shown", async () => {
    const { code, out, err } = await daytwo(
      "preview",
      makeProject(PROJECT),
      "-s",
      "staging",
      "-c",
      "fail=yes",
      "--config-secret",
      "token=hunter22",
    );
    expect(code).toBe(1);
    expect(out).toMatch(/^staging: 1 resource, not complete\n/);
    expect(err).toMatch(/^staging: boom \[secret\]\n {4}at module.exports \(.*index.js:10:33\)\n$/);
  });

  test("2 and the message alone when the specification is wrong", async () => {
    const { code, err } = await daytwo("preview", makeProject(PROJECT), "-s", "staging", "-c", "refuse=yes");
    expect({ code, err }).toEqual({ code: 2, err: "staging: shop: size: is too small\n" });
  });

  test("2 when configuration is missing, and nothing to show then", async () => {
    const project = makeProject({
      ...PROJECT,
      "index.js": 'new (require("@pulumi/pulumi").Config)().require("nope");',
    });
    const { code, out, err } = await daytwo("preview", project, "-s", "staging");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toBe(
      "staging: Missing required configuration variable 'shop:nope'; give it in the stack file, in a fixtures file or with --config shop:nope=…\n",
    );
    const json = await daytwo("preview", project, "-s", "staging", "--json");
    expect(JSON.parse(json.out)).toMatchObject({ failure: { kind: "input" }, resources: [{ name: "shop-staging" }] });
  });

  test.each<[string, string[], RegExp]>([
    ["a directory that isn't there", ["preview", "/nowhere"], /^\/nowhere: is no directory; .*\n$/],
    ["an option that isn't there", ["preview", "--stak"], /^error: unknown option '--stak'/],
    ["a verb that isn't there", ["prevew"], /^error: unknown command 'prevew'/],
    ["a value without its key", ["preview", "-c", "=x"], /Write key=value, such as region=eu-west-1\./],
    [
      "a secret without its key",
      ["preview", "--config-secret", "hunter22"],
      /^--config-secret: is no pair. Write key=value, such as region=eu-west-1\.\n$/,
    ],
    ["a time that no timer can wait", ["preview", "--timeout", "30 days"], /Write a duration of up to 24 days\./],
    [
      "a duration without its unit",
      ["preview", "--timeout", "5"],
      /Write a duration, such as "90 seconds" or "5 minutes"\./,
    ],
    ["a format that isn't there", ["preview", "-f", "xml"], /Allowed choices are tree, table, markdown, json\./],
    [
      "a fixtures file that isn't there",
      ["preview", "--fixtures", "/nowhere.yaml"],
      /^\/nowhere.yaml: can't be read \(ENOENT\)/,
    ],
  ])("2 for %s", async (_what, args, message) => {
    const { code, err } = await daytwo(...args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  test("2 with the mistakes in every stack; nothing runs then", async () => {
    const project = makeProject({ ...PROJECT, "Pulumi.staging.yaml": "config: 3" });
    const { code, err } = await daytwo("preview", project, "-s", "staging", "-s", "a b");
    expect(code).toBe(2);
    expect(err.split("\n")).toEqual([
      'Pulumi.staging.yaml: "config" must be a map of keys; write config: { key: value }',
      expect.stringMatching(/^stack "a b": is no stack name; /),
      "",
    ]);
  });

  test("2 for a stack that looks like a slip; nothing runs then", async () => {
    const { code, err } = await daytwo("preview", makeProject(PROJECT), "-s", "staging", "-s", "producton");
    expect(code).toBe(2);
    expect(err).toBe(
      "stack producton: there is no Pulumi.producton.yaml; did you mean production? To plan a new stack of this name, make the file, if only empty\n",
    );
  });

  test("1 when a program takes too long", async () => {
    const project = makeProject({ ...PROJECT, "index.js": "setInterval(() => {}, 1e5);" });
    const { code, err } = await daytwo("preview", project, "-s", "staging", "--timeout", "5 seconds");
    expect(code).toBe(1);
    expect(err).toMatch(/^staging: the program did not end within 5 seconds; it keeps open: .*Timeout/);
  });

  test("0 for help and version", async () => {
    expect(await daytwo("--version")).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    expect(await daytwo("preview", "--help")).toMatchObject({
      code: 0,
      out: expect.stringContaining("--fixtures <file>"),
    });
  });

  test("1 and a stack for a bug of daytwo's own", async () => {
    jest.resetModules();
    jest.doMock("../../lib/plan/stacks", () => ({ planStacks: () => Promise.reject(new Error("a bug")) }));
    const { code, err } = await daytwo("preview");
    expect(code).toBe(1);
    expect(err).toMatch(/^daytwo: Error: a bug\n {4}at /);
  });
});

describe("colour", () => {
  const { useColor } = jest.requireActual<typeof import("../../lib/cli/options")>("../../lib/cli/options");
  const { isTTY } = process.stdout;
  afterEach(() => {
    process.stdout.isTTY = isTTY;
    delete process.env.NO_COLOR;
  });

  test("as asked, else on terminals, unless the environment says no", () => {
    process.stdout.isTTY = false;
    expect([useColor(true), useColor(false), useColor(undefined)]).toEqual([true, false, false]);
    process.stdout.isTTY = true;
    expect(useColor(undefined)).toBe(true);
    process.env.NO_COLOR = "1";
    expect(useColor(undefined)).toBe(false);
  });
});
