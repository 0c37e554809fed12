import { join } from "node:path";
import { PlanError, type PlanOptions, plan } from "daytwo/plan";
import { transformSync } from "esbuild";
import type * as Built from "./built";
import { makeProject } from "./make-project";

jest.mock("../../lib/plan/child/command", () => jest.requireActual<typeof Built>("./built").builtCommand());

const FIXTURES = join(__dirname, "../fixtures/projects");
const fixture = (name: string, options: PlanOptions = {}) => plan(join(FIXTURES, name), { stack: "dev", ...options });

const PREAMBLE = `
const pulumi = require("@pulumi/pulumi");
class Thing extends pulumi.CustomResource {
  constructor(name, args, opts) { super("test:index:Thing", name, { value: undefined, ...args }, opts); }
}
`;

/** Plans a project of one JavaScript file. */
function program(text: string, options: PlanOptions = {}, files: Record<string, string> = {}) {
  const directory = makeProject({
    "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
    "index.js": PREAMBLE + text,
    ...files,
  });
  return plan(directory, { stack: "dev", ...options });
}

/** What comes of a program that fails. */
async function failure(text: string, options: PlanOptions = {}, files: Record<string, string> = {}) {
  const error = await program(text, options, files).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof PlanError)) throw error;
  const names = error.plan.resources.slice(1).map(({ name }) => name);
  expect(error.plan.failure).toEqual(error.failure);
  expect(error.message).toBe(error.failure.message);
  return { ...error.failure, names, diagnostics: error.plan.diagnostics };
}

describe("TypeScript", () => {
  test("is planned, with the places in it; encrypted configuration is secret and unknown", async () => {
    const planned = await fixture("typescript", { stack: "staging" });
    expect(planned).toMatchObject({ version: 1, project: "shop", stack: "staging" });
    const [container, component] = planned.resources.filter(({ type }) => type !== "pulumi:pulumi:Stack");
    expect(component).toMatchObject({
      urn: "urn:pulumi:staging::shop::shop:index:Service::web",
      source: { file: "index.ts", line: 10, column: 17 },
      outputs: { url: { $unknown: true } },
    });
    expect(container).toMatchObject({
      urn: "urn:pulumi:staging::shop::shop:index:Service$test:index:Container::web-container",
      parent: component?.urn,
      protect: true,
      source: { file: "service.ts", line: 26, column: 23 },
      inputs: {
        kind: "web",
        cpu: 2,
        databaseUrl: { $secret: true, $unknown: true },
        databaseUser: "app",
        connection: { $secret: true, $unknown: true },
      },
    });
    expect(planned.outputs).toEqual({ url: { $unknown: true }, passwordLength: "string" });
    expect(planned.diagnostics).toEqual([]);
  });

  test("given values fill what is encrypted, and stay secret", async () => {
    const planned = await fixture("typescript", {
      stack: "staging",
      config: { databaseUrl: "postgres://hunter22", size: 3 },
      secrets: { database: { user: "app", password: "hunter23" } },
    });
    const container = planned.resources.find(({ name }) => name === "web-container");
    expect(container?.inputs).toEqual({
      kind: "web",
      cpu: 3,
      databaseUrl: { $secret: true },
      databaseUser: { $secret: true },
      connection: { $secret: true },
    });
    expect(JSON.stringify(planned)).not.toContain("hunter");
  });

  test("each stack has its own configuration", async () => {
    const planned = await fixture("typescript", { stack: "production" });
    const container = planned.resources.find(({ name }) => name === "web-container");
    expect(container?.inputs).toMatchObject({ cpu: 5, connection: "app:plain@db", databaseUrl: { $secret: true } });
  });

  test("as ES modules, with an await at the top", async () => {
    const planned = await fixture("esm-typescript");
    expect(planned.resources.find(({ name }) => name === "thing")).toMatchObject({
      inputs: { value: 1 },
      source: { file: "index.ts", line: 4 },
    });
    expect(planned.outputs.urn).toBe("urn:pulumi:dev::esm-typescript::test:index:Thing::thing");
  });

  test("that was built is planned as JavaScript, with the places in what it was built from", async () => {
    const source = `import * as pulumi from "@pulumi/pulumi";
class Thing extends pulumi.CustomResource {
  constructor(name: string) { super("test:index:Thing", name); }
}

new Thing("thing");
`;
    const { code, map } = transformSync(source, {
      loader: "ts",
      format: "cjs",
      sourcemap: "external",
      sourcefile: "../src/index.ts",
      minify: true,
    });
    const planned = await program(
      "",
      {},
      {
        "Pulumi.yaml": "name: shop\nruntime: nodejs\nmain: bin/\n",
        "bin/index.js": `${code}//# sourceMappingURL=index.js.map\n`,
        "bin/index.js.map": map,
        "src/index.ts": source,
      },
    );
    expect(planned.resources.find(({ name }) => name === "thing")?.source).toEqual({
      file: "src/index.ts",
      line: 6,
      column: 1,
    });
  });
});

describe("JavaScript", () => {
  test("as ES modules: a default export that is a function is called, and waited for", async () => {
    const planned = await fixture("esm");
    expect(planned.resources.find(({ name }) => name === "thing")?.inputs).toEqual({ value: 1 });
    expect(planned.outputs).toEqual({ stack: "dev" });
  });

  test("exports are outputs; a function's result is waited for", async () => {
    expect((await program("exports.a = new Thing('x').urn; exports.b = 2;")).outputs).toEqual({
      a: "urn:pulumi:dev::shop::test:index:Thing::x",
      b: 2,
    });
    expect((await program("module.exports = async () => ({ a: await Promise.resolve(1) });")).outputs).toEqual({
      a: 1,
    });
  });

  test("what is made in timers, and when the process is about to end, is there", async () => {
    const planned = await program(`
      setTimeout(() => new Thing("timer"), 20);
      let once;
      process.on("beforeExit", () => { once ??= new Thing("end"); });
    `);
    expect(planned.resources.map(({ name }) => name)).toEqual(["shop-dev", "end", "timer"]);
  });

  test("sees what Pulumi tells programs", async () => {
    const planned = await program(
      `module.exports = {
        names: [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()],
        preview: pulumi.runtime.isDryRun(),
        here: process.cwd() === __dirname && pulumi.getRootDirectory() === __dirname,
        argv: process.argv.slice(1),
        environment: JSON.parse(process.env.PULUMI_CONFIG),
      };`,
      { stack: "acme/shop/dev", config: { a: 1 } },
    );
    expect(planned.outputs).toEqual({
      names: ["acme", "shop", "dev"],
      preview: true,
      here: true,
      argv: ["."],
      environment: { "shop:a": "1" },
    });
  });

  test("the program may lie in a directory of its own, or be a file of another name", async () => {
    for (const main of ["sub/", "sub/main.js"]) {
      const planned = await program(
        "",
        {},
        {
          "Pulumi.yaml": `name: shop\nruntime: nodejs\nmain: ${main}\n`,
          "sub/package.json": '{ "main": "main.js" }',
          "sub/main.js": "exports.here = require('path').basename(process.cwd());",
        },
      );
      expect(planned.outputs).toEqual({ here: "sub" });
    }
  });

  test("arguments for Node are passed on", async () => {
    const planned = await program(
      "exports.args = process.execArgv;",
      {},
      {
        "Pulumi.yaml":
          "name: shop\nruntime: { name: nodejs, options: { nodeargs: \"--no-warnings --title='a b'\", tsconfig: tsconfig.json } }\n",
      },
    );
    expect(planned.outputs.args).toEqual(expect.arrayContaining(["--no-warnings", "--title=a b"]));
  });

  test("what package.json names and isn't there is said", async () => {
    const planned = await program("", {}, { "package.json": '{ "main": "bin/index.js" }' });
    expect(planned.diagnostics).toContainEqual({
      severity: "warning",
      message: expect.stringMatching(/^package.json names bin\/index.js, which isn't there; /),
    });
  });

  test("requires TypeScript where it does", async () => {
    const planned = await program("exports.a = require('./a').a;", {}, { "a.ts": "export const a: number = 1;" });
    expect(planned.outputs).toEqual({ a: 1 });
  });
});

describe("a program that fails leaves what came before, and its own stack", () => {
  test("when it throws", async () => {
    expect(await failure("new Thing('a');\nfunction fail() { throw new TypeError('boom'); }\nfail();")).toMatchObject({
      kind: "program",
      message: "TypeError: boom",
      stack: expect.stringMatching(/^at fail \(.*index.js:7:25\)\nat Object.<anonymous> \(.*index.js:8:1\)$/),
      names: ["a"],
    });
  });

  test("when it rejects", async () => {
    const text = "module.exports = async () => { new Thing('a'); await null; throw new Error('boom'); };";
    expect(await failure(text)).toMatchObject({
      kind: "program",
      message: "boom",
      stack: expect.stringMatching(/index.js:6:\d+\)$/),
      names: ["a"],
    });
  });

  test("when nobody waits for what fails", async () => {
    const text =
      "new Thing('a').urn.apply(() => { throw new Error('boom'); }); setTimeout(() => { throw new Error('second'); }, 5);";
    const failed = await failure(text);
    expect(failed).toMatchObject({ kind: "program", message: "boom", names: ["a"] });
    expect(failed.diagnostics).toContainEqual({ severity: "error", message: "second" });
  });

  test("when it throws what is no error", async () => {
    expect(await failure("throw 'oh';")).toMatchObject({ kind: "program", message: 'the program threw "oh"' });
  });

  test.each([0, 3])("when it calls process.exit(%d)", async code => {
    const text = `new Thing('a').urn.apply(() => { (function stop() { process.exit(${code}); })(); }); setTimeout(() => {}, 1e5);`;
    expect(await failure(text)).toMatchObject({
      kind: "program",
      message: `the program called process.exit(${code}) before it was done`,
      stack: expect.stringMatching(/^at stop \(.*index.js:6:\d+\)/),
      names: ["a"],
    });
  });

  test("when its process is killed", async () => {
    const text = "new Thing('a').urn.apply(() => process.kill(process.pid, 'SIGKILL')); setTimeout(() => {}, 1e5);";
    expect(await failure(text)).toMatchObject({
      kind: "program",
      message:
        "the program's process was ended by SIGKILL before it was done; it may have run out of memory (runtime option nodeargs: --max-old-space-size=…)",
      names: ["a"],
    });
  });

  test("when it never ends", async () => {
    expect(await failure("new Thing('a'); setInterval(() => {}, 1e5);", { timeout: 5_000 })).toMatchObject({
      kind: "timeout",
      message: expect.stringMatching(
        /^the program did not end within 5 seconds; it keeps open: .*Timeout.* \(a server, a timer or a connection that nobody closes\)$/,
      ),
      names: ["a"],
    });
  });

  test("when it never lets go of the processor", async () => {
    expect(await failure("new Thing('a').urn.apply(() => { for (;;); });", { timeout: 5_000 })).toMatchObject({
      kind: "timeout",
      message: "the program did not end within 5 seconds, and was killed",
      names: ["a"],
    });
  });

  test("when it waits for what never comes", async () => {
    expect(await failure("new Thing('a'); new Thing('b', { value: new Promise(() => {}) });")).toMatchObject({
      kind: "program",
      message: expect.stringMatching(
        /^the program never finished: [\s\S]*\* "b" \[test:index:Thing\] was waiting for the value of its input property "value"/,
      ),
      names: ["a"],
    });
    expect(await failure("module.exports = async () => { await new Promise(() => {}); };")).toMatchObject({
      message: "the program never finished: it waits for a promise that nothing resolves",
    });
  });

  test("when it registers a name twice", async () => {
    expect(await failure("new Thing('a');\nnew Thing('a');")).toMatchObject({
      kind: "program",
      message:
        "failed to register new resource a [test:index:Thing]: Duplicate resource URN 'urn:pulumi:dev::shop::test:index:Thing::a'; try giving it a unique name",
      stack: expect.stringMatching(/index.js:7:1\)$/),
      names: ["a"],
    });
  });
});

describe("what is the user's to mend is told in one line", () => {
  test("a package that isn't there", async () => {
    expect(await failure("require('@pulumi/nowhere');")).toEqual(
      expect.objectContaining({
        kind: "input",
        message:
          "nowhere: install @pulumi/nowhere (npm install @pulumi/nowhere, or npm install where package.json names it)",
      }),
    );
  });

  test("Pulumi's SDK that isn't there", async () => {
    const files = { "Pulumi.yaml": "name: shop\nruntime: nodejs\n", "index.js": "" };
    const bare = makeProject(files, { packages: false });
    await expect(plan(bare, { stack: "dev" })).rejects.toThrow(
      `@pulumi/pulumi: is not installed in ${bare}; run npm install there`,
    );
    const other = makeProject({ ...files, "node_modules/x/index.js": "" }, { packages: false });
    await expect(plan(other, { stack: "dev" })).rejects.toThrow(
      `@pulumi/pulumi: is not installed in ${other}; run npm install @pulumi/pulumi there`,
    );
  });

  test("a program that isn't there", async () => {
    const files = { "package.json": '{ "main": "x/" }', "x/README.md": "" };
    expect((await failure("", {}, files)).message).toMatch(/x\/: there is no program; write index.ts/);
  });

  test("configuration that is missing, or of the wrong type", async () => {
    expect(await failure("new pulumi.Config().require('a');")).toMatchObject({
      kind: "input",
      message:
        "Missing required configuration variable 'shop:a'; give it in the stack file, in a fixtures file or with --config shop:a=…",
    });
    const files = { "Pulumi.dev.yaml": "config: { a: { secure: v1:abc } }" };
    expect(await failure("new pulumi.Config().requireNumber('a');", {}, files)).toMatchObject({
      kind: "input",
      message:
        "shop:a: is encrypted, so that it can't be read as number here; give it with --config-secret shop:a=…, or under config in a fixtures file",
    });
  });

  test("default and named exports together, which Pulumi refuses", async () => {
    const files = { "package.json": '{ "type": "module" }', "index.js": "export default {}; export const a = 1;" };
    expect((await failure("", {}, files)).message).toBe(
      "expected entrypoint module to have either a default export or named exports but not both",
    );
  });
});

describe("encrypted configuration", () => {
  const files = { "Pulumi.dev.yaml": "config: { a: { secure: v1:abc }, 'aws:token': { secure: v1:def } }" };
  const unknownSecret = { $secret: true, $unknown: true };

  test("is a secret without a value, of any type", async () => {
    const planned = await program(
      `const config = new pulumi.Config();
       new Thing("t", {
         text: config.requireSecret("a"), number: config.getSecretNumber("a"), flag: config.requireSecretBoolean("a"),
         object: config.requireSecretObject("a").host, derived: config.getSecret("a").apply(url => new URL(url).host),
         other: new pulumi.Config("aws").requireSecret("token"), absent: config.getSecret("b"),
       });`,
      {},
      files,
    );
    const { inputs } = planned.resources.find(({ name }) => name === "t") ?? { inputs: {} };
    expect(inputs).toEqual(
      Object.fromEntries("text number flag object derived other".split(" ").map(key => [key, unknownSecret])),
    );
  });

  test("read plainly is a text that is known again wherever it is put", async () => {
    const planned = await program(
      `const a = new pulumi.Config().require("a");
       new Thing("t", { whole: a, part: "x-" + a, json: JSON.stringify({ a }), get: new pulumi.Config().get("a") });`,
      {},
      files,
    );
    const { inputs } = planned.resources.find(({ name }) => name === "t") ?? { inputs: {} };
    expect(inputs).toEqual({ whole: unknownSecret, part: unknownSecret, json: unknownSecret, get: unknownSecret });
  });
});

describe("secrets never appear", () => {
  const secrets = { password: "hunter22" };

  test("in the plan, though the program gives them away", async () => {
    const planned = await program(
      `const password = new pulumi.Config().require("password");
       new Thing("t-" + password, { plain: password, encoded: Buffer.from(password).toString("base64") });
       pulumi.log.info("it is " + password);
       exports.password = password;`,
      { secrets },
    );
    expect(JSON.stringify(planned)).not.toContain("hunter22");
    expect(planned.diagnostics).toContainEqual({ severity: "info", message: "it is [secret]" });
    expect(planned.outputs).toEqual({ password: { $secret: true } });
  });

  test("in errors", async () => {
    const thrown = await failure(`throw new Error("bad " + new pulumi.Config().require("password"));`, { secrets });
    expect(thrown.message).toBe("bad [secret]");
    const refused = await failure(`new pulumi.Config().requireNumber("password");`, { secrets });
    expect(refused.message).toBe("Configuration 'shop:password' value '[secret]' is not a valid number");
    const made = await failure(
      `new Thing("a", { value: pulumi.secret("made-secret") }); setTimeout(() => { throw new Error("made-secret"); }, 20);`,
    );
    expect(made.message).toBe("[secret]");
  });
});

test("fixtures stand in for providers and other stacks", async () => {
  const planned = await program(
    `module.exports = async () => {
       const { ids } = await pulumi.runtime.invoke("test:index/find:find", { by: "name" });
       const network = new pulumi.StackReference("acme/network/dev");
       return { ids: ids.map(id => id + "!"), vpc: network.getOutput("vpcId") };
     };`,
    {
      fixtures: {
        invokes: { "test:index/find:find": [{ args: { by: "name" }, result: { ids: ["a", "b"] } }] },
        stackReferences: { "acme/network/dev": { vpcId: "vpc-1" } },
      },
    },
  );
  expect(planned.outputs).toEqual({ ids: ["a!", "b!"], vpc: "vpc-1" });
});

test("the only stack needn't be named", async () => {
  const directory = makeProject({
    "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
    "Pulumi.only.yaml": "",
    "index.js": "exports.a = 1;",
  });
  expect(await plan(directory)).toMatchObject({ stack: "only", outputs: { a: 1 }, diagnostics: [] });
});
