import { execFile, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

// Black box: the built command line, used as somebody clumsy or hostile would, in projects made for the moment.

const ROOT = join(__dirname, "../..");
const CLI = join(ROOT, "dist/cli/main.js");
const PROJECT = { "Pulumi.yaml": "name: bad\nruntime: nodejs\n", "Pulumi.dev.yaml": "", "package.json": "{}" };

const made: string[] = [];
afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true, force: true });
});

/** A project of these files and the usual ones. */
function project(files: Record<string, string>): string {
  const directory = mkdtempSync(join(tmpdir(), "daytwo bad-"));
  made.push(directory);
  mkdirSync(join(directory, "node_modules"));
  symlinkSync(join(ROOT, "node_modules/@pulumi"), join(directory, "node_modules/@pulumi"));
  symlinkSync(ROOT, join(directory, "node_modules/daytwo"));
  for (const [name, text] of Object.entries({ ...PROJECT, ...files })) writeFileSync(join(directory, name), text);
  return directory;
}

/** A program whose third line is `line`, after a component that is to stay in the plan whatever becomes of the rest. */
function program(line: string): Record<string, string> {
  const start = 'const pulumi = require("@pulumi/pulumi");\nnew pulumi.ComponentResource("my:index:Thing", "before");';
  return { "index.js": `${start}\n${line}\n` };
}

interface Ran {
  code: number | null;
  out: string;
  err: string;
}

function preview(directory: string, ...args: string[]): Promise<Ran> {
  return new Promise(resolve => {
    const options = { cwd: directory, timeout: 30_000, maxBuffer: 1e9 };
    const child = execFile(process.execPath, [CLI, "preview", ...args], options, (_error, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    );
  });
}

const whole = (text: string) => ({ "Pulumi.yaml": text });
const stack = (text: string) => ({ "Pulumi.dev.yaml": text });
const fixtures = (text: string) => ({ "f.yaml": text });

test.each<[what: string, files: Record<string, string>, args: string[], message: string]>([
  ["an empty project", whole(""), [], 'Pulumi.yaml: must be a map with "name" and "runtime"; write name: …'],
  ["several mistakes in it", whole("name: 3\nruntime: go\nmain: 4"), [], '"main" must be a path; write main: index.ts'],
  ["a duplicate key", whole("name: a\nruntime: nodejs\nname: b"), [], "Pulumi.yaml:3:1: is no valid YAML (duplicated"],
  ["a tab in a stack file", stack("config:\n\ta: b"), [], "Pulumi.dev.yaml:2:1: is no valid YAML (tab characters"],
  ["an alias of itself", stack("config:\n  a: &a\n    b: *a\n"), [], "Pulumi.dev.yaml"],
  ["a key of three parts", stack("config:\n  a:b:c: d\n"), [], "a:b:c"],
  ["a manifest that is no JSON", { "package.json": "{bad" }, [], "package.json: is no valid JSON"],
  ["a stack of no organization", {}, ["--stack", "/dev"], "stack"],
  ["each of two stacks", stack("config: 3"), ["-s", "dev", "-s", "a b"], 'stack "a b": is no stack name'],
  ["a time that no timer can wait", {}, ["--timeout", "1000000 weeks"], "--timeout"],
  ["a secret pair without its sign", {}, ["--config-secret", "s3cretvalue"], "Write key=value"],
  ["an unknown fixture", fixtures("confg: {}"), ["--fixtures", "f.yaml"], "f.yaml: the whole: Unrecognized key"],
  ["fixtures that hold themselves", fixtures("config: &a {b: *a}"), ["--fixtures", "f.yaml"], "f.yaml"],
])("says in a line what is wrong with %s", async (_what, files, args, message) => {
  const { code, out, err } = await preview(project({ "index.js": "", ...files }), ...args);
  expect(err).toContain(message);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).not.toMatch(/^\s+at |s3cretvalue/m);
});

const OWN = /\n {4}at .*index\.js:3:\d+/;
const BOOM = 'throw new Error("boom");';
const THING = 'new pulumi.ComponentResource("my:index:Thing", "before")';

const NEVER = "dev: the program did not end within 5 seconds";

test.each<[what: string, line: string, message: string, frame?: RegExp]>([
  ["throws at its top", BOOM, "dev: boom", OWN],
  ["rejects", `module.exports = async () => { await 0; ${BOOM} }`, "dev: boom", OWN],
  ["throws in apply", `pulumi.output(1).apply(() => { ${BOOM} })`, "dev: boom", OWN],
  ["throws in a timer", `setTimeout(() => { ${BOOM} })`, "dev: boom", OWN],
  ["rejects where nobody waits", 'Promise.reject(new Error("boom"))', "dev: boom", OWN],
  ["throws undefined", "throw undefined", "dev: the program threw undefined"],
  ["throws what can't be read", `throw { get message() { ${BOOM} } }`, "dev: the program threw"],
  ["throws a message that is no text", 'throw Object.assign(new Error("x"), { message: 42 })', "dev: 42"],
  ["makes stacks that are no texts", "Error.prepareStackTrace = (e, s) => s; null.x", "dev: TypeError: Cannot read"],
  ["exits", "setTimeout(() => process.exit(0))", "dev: the program called process.exit(0) before", OWN],
  ["waits for nothing", "module.exports = () => new Promise(() => {})", "dev: the program never finished"],
  ["puts nothing out", "exports.a = 1; exports.b = new Promise(() => {})", "dev: the program never finished"],
  ["keeps a timer", "setInterval(() => {}, 50)", NEVER],
  ["is busy for ever", "setTimeout(() => { for (;;); }, 50)", NEVER],
  ["gives a name twice", THING, "dev: failed to register new resource before [my:index:Thing]: Duplicate", OWN],
  ["writes where the plan is told", `require("fs").writeSync(3, "garbage\\n"); ${BOOM}`, "dev: boom"],
])("keeps what came before when a program %s", async (_what, line, message, frame = /^/) => {
  // Long enough for a slow machine to start the program; only those that never end wait for it.
  const limit = message === NEVER ? "5 seconds" : "1 minute";
  const { code, out, err } = await preview(project(program(line)), "--timeout", limit);
  expect(err).toContain(message);
  expect(err).toMatch(frame);
  expect(err).not.toMatch(/at .*(dist|node_modules|node:internal)/);
  expect(out).toMatch(/^dev: 0 resources in 1 component, not complete\n\nThing +before\n/);
  expect(code).toBe(1);
});

test.each([
  ["index.js", "const x = ;", "index.js:1"],
  ["index.ts", "const x: = 3;", "index.ts:1:9"],
])("says where the syntax of %s is wrong", async (name, text, place) => {
  const { code, err } = await preview(project({ [name]: text }));
  expect(err).toContain(place);
  expect(err).not.toMatch(/^\s+at .*node_modules/m);
  expect(code).toBe(1);
});

test("what a TypeScript program makes and throws stands at its own place", async () => {
  const lines = ['new A("a:b:C", "c");', "", 'const text: string = "boom";', "throw new Error(text);"];
  const start = 'import * as pulumi from "@pulumi/pulumi";\nclass A extends pulumi.ComponentResource {}';
  const { out } = await preview(project({ "index.ts": [start, ...lines].join("\n") }), "--json");
  const { resources, failure } = JSON.parse(out);
  expect(failure.stack).toMatch(/index\.ts:6:\d+\)?$/);
  expect(resources).toContainEqual(expect.objectContaining({ source: { file: "index.ts", line: 3, column: 1 } }));
});

const pw = `s3cretvalue-${"0123456789".repeat(6)}`;
const START = `const c = new pulumi.Config(); const pw = c.require("pw"); const app = (args) =>
  new (require("daytwo").Application)("shop", { platform: require("daytwo/aws"), environment: "staging", ...args });
  const thing = (...args) => new pulumi.ComponentResource("my:index:Thing", ...args);`;

test.each<[where: string, line: string]>([
  ["names and addresses", 'const parent = thing("a-" + pw); thing("b", {}, { parent, aliases: [{ name: pw }] });'],
  ["keys and outputs", 'exports["o" + pw] = 1; exports.p = { [pw]: pw }; exports.t = c.require("line").trim();'],
  ["messages", "pulumi.log.warn(pw); console.log({ pw }); throw new TypeError(JSON.stringify({ pw }));"],
  ["what is printed in two pieces", "process.stdout.write(pw.slice(0, 15)); process.stdout.write(pw.slice(15));"],
  ["what others print", 'require("child_process").spawnSync("echo", [pw], { stdio: "inherit" });'],
  ["mistakes in a specification", 'app({ service: { image: "x", domain: pw } })'],
  ["mistakes that show later", 'app({ service: { image: c.requireSecret("pw").apply(p => "@" + p) } })'],
  ["what a fixture gives", 'module.exports = async () => ({ v: (await pulumi.runtime.invoke("a:b:c", {})).pw });'],
])("no secret stands in %s", async (_where, line) => {
  const files = fixtures("invokes: { a:b:c: { pw: { $secret: s3cretvalue } } }");
  const given = ["--config-secret", `pw=${pw}`, "--config-secret", "line=s3cretvalue\n", "--fixtures", "f.yaml"];
  for (const format of ["tree", "json"]) {
    const { out, err } = await preview(project({ ...program(START + line), ...files }), ...given, "--format", format);
    expect(out + err).not.toContain("s3cretvalue");
    expect(out).toContain("before");
  }
});

test("names that differ in their secrets alone stay apart", async () => {
  const line = `${START} thing("a-" + pw); thing("a-" + c.require("other"));`;
  const given = ["--config-secret", "pw=first-secret", "--config-secret", "other=second-secret"];
  expect((await preview(project(program(line)), ...given)).out).toContain("0 resources in 3 components");
});

test.each<[what: string, rest: string, message: string]>([
  ["nothing for a service", "service: undefined, services: { a: null }", "services.a: must be an object, not null"],
  ["a text for a part", 'health: "/healthz"', "health: must be an object"],
  ["true for a part", "logs: true", "logs: must be an object or false"],
  ["a text for the target", 'target: "x"', "target: must be an object"],
  ["an output as its preset", 'environment: pulumi.output("production")', "environment: "],
  ["an output as a plain number", 'service: { image: "x", port: pulumi.output(3) }', "service.port: "],
  ["a schedule that no clock has", 'jobs: { a: { image: "x", schedule: "99 99 * * *" } }', "jobs.a.schedule: "],
])("an application with %s registers nothing", async (_what, rest, message) => {
  const line = `${START} app({ service: { image: "x" }, ${rest} })`;
  const { code, out, err } = await preview(project(program(line)), "--config", "pw=none");
  expect(err).toContain("dev: shop: ");
  expect(err).toContain(message);
  expect(err).not.toMatch(/^\s+at |__pulumi/m);
  expect(out).not.toContain("Application");
  expect(code).toBe(2);
});

test("a stack that fails before it makes anything stands in the markdown beside the others", async () => {
  const files = { "index.js": 'if (process.env.PULUMI_NODEJS_STACK === "dev") null.x;', "Pulumi.good.yaml": "" };
  const { code, out } = await preview(project(files), "--format", "markdown");
  expect(out).toContain("### bad good");
  expect(out).toContain("TypeError: Cannot read properties of null");
  expect(code).toBe(1);
});

test("a reader that goes away is no error", async () => {
  const many = 'for (let i = 0; i < 2000; i++) new pulumi.ComponentResource("my:index:Thing", "thing-" + i);';
  const child = spawn(process.execPath, [CLI, "preview", "--json"], { cwd: project(program(many)) });
  const err: string[] = [];
  child.stderr.on("data", piece => err.push(String(piece)));
  child.stdout.once("data", () => child.stdout.destroy());
  await new Promise(resolve => child.once("close", resolve));
  expect(err.join("")).toBe("");
});

test("a program does not outlive the preview", async () => {
  const directory = project(program('require("fs").writeFileSync("pid", String(process.pid)); for (;;);'));
  const child = spawn(process.execPath, [CLI, "preview"], { cwd: directory, stdio: "ignore" });
  while (!existsSync(join(directory, "pid")) && child.exitCode === null) await sleep(50);
  child.kill("SIGTERM");
  await new Promise(resolve => child.once("close", resolve));
  await sleep(500);
  const pid = Number(readFileSync(join(directory, "pid"), "utf8"));
  expect(() => process.kill(pid, "SIGKILL")).toThrow("ESRCH");
});
