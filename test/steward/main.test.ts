import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleSteward } from "../support/steward";

const folder = mkdtempSync(join(tmpdir(), "daytwo-steward-"));
const program = join(folder, "steward.js");

beforeAll(() => {
  bundleSteward(program);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function steward(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
}

const content = { to: folder, files: { greeting: { content: "hello" } } };

test("it does what a specification says, given as JSON or as a file", () => {
  expect(steward("fill", JSON.stringify(content))).toEqual({ status: 0, stdout: "", stderr: "" });
  const path = join(folder, "spec.json");
  writeFileSync(path, JSON.stringify(content));
  expect(steward("fill", path)).toEqual({ status: 0, stdout: "", stderr: "" });
});

test("a file of which it was told secrets holds none afterwards, and can be followed again", () => {
  const path = join(folder, "secret.json");
  writeFileSync(path, JSON.stringify({ to: folder, files: { secret: { content: "hush-hush" } } }));
  for (const _ of ["first", "started again"])
    expect(steward("fill", path)).toEqual({ status: 0, stdout: "", stderr: "" });
  expect(readFileSync(path, "utf8")).not.toContain("hush-hush");
  expect(readFileSync(join(folder, "secret"), "utf8")).toBe("hush-hush");
});

test.each<[string, string[], RegExp]>([
  ["no verb", [], /^a verb is missing; write one of .*fill, .*gate, .*serve/],
  ["an unknown verb", ["fil"], /^there is no verb "fil"; write one of /],
  ["a name that every object has", ["toString"], /^there is no verb "toString"/],
  ["no specification", ["fill"], /^a specification is missing; write JSON, or the path of a JSON file\n$/],
  ["too much", ["fill", "{}", "{}"], /^there is more than a verb and a specification; write these two\n$/],
  ["a file that is missing", ["fill", "/nonexistent.json"], /^\/nonexistent\.json: cannot be read \(ENOENT\)\n$/],
  ["no JSON, without quoting it", ["fill", '{"to": "s3cret'], /^the specification: is no JSON\n$/],
  [
    "all mistakes at once, a line each",
    ["fill", '{"to":"x","files":{"../a":{"content":"x"}},"more":1}'],
    /^to: is no absolute path; write where .*\nfiles: \.\.\/a leaves the volume; .*\nUnrecognized key: "more"\n$/,
  ],
])("%s: exit code 2", (_, args, message) => {
  const { status, stdout, stderr } = steward(...args);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(message);
});

test("what fails says why in one line: exit code 1", () => {
  const told = { to: folder, files: { a: { from: `${folder}/none` } } };
  expect(steward("fill", JSON.stringify(told))).toEqual({
    status: 1,
    stdout: "",
    stderr: `a: ${folder}/none cannot be read (ENOENT)\n`,
  });
});

test("it stops when its container is asked to", async () => {
  const upstream = createServer((_, response) => response.writeHead(503).end()).listen(0, "127.0.0.1");
  await once(upstream, "listening");
  const address = upstream.address();
  const spec = {
    proxy: { ports: { http: 80, https: 443 }, accessLog: false },
    service: "web",
    route: {},
    upstreams: [`127.0.0.1:${typeof address === "object" ? address?.port : address}`],
    health: { path: "/", timeoutSeconds: 1, healthyAfter: 1, graceSeconds: 600 },
    drainSeconds: 1,
    services: ["web"],
  };
  const running = spawn(process.execPath, [program, "gate", JSON.stringify(spec)], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  running.stderr.on("data", part => (said += part));
  await once(upstream, "request");
  running.kill("SIGTERM");
  const [code] = await once(running, "close");
  upstream.close();
  expect([code, said]).toEqual([1, "stopped\n"]);
});
