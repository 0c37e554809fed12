import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { type Command, pipeline, run } from "../../images/steward/src/command";

const node = (script: string, more: Partial<Command> = {}): Command => ({
  program: process.execPath,
  args: ["-e", script],
  ...more,
});
const shell = (script: string): Command => ({ program: "sh", args: ["-c", script] });
const COPY = "process.stdin.pipe(process.stdout)";

test("a command's output is given back, however much it reads and writes at once", async () => {
  const input = "x".repeat(3_000_000);
  expect((await run(node(COPY), { input })).length).toBe(input.length);
});

test("output can be streamed instead", async () => {
  const output = new PassThrough();
  const all = text(output);
  expect(await pipeline([node("process.stdout.write('abc')"), node(COPY)], { output })).toBe("");
  output.end();
  expect(await all).toBe("abc");
});

test("its environment and folder are its own", async () => {
  const folder = mkdtempSync(join(tmpdir(), "daytwo-command-"));
  const script = "process.stdout.write(process.env.DAYTWO_SAID + process.cwd())";
  expect(await run(node(script, { environment: { DAYTWO_SAID: "hello " }, folder }))).toBe(`hello ${folder}`);
  rmSync(folder, { recursive: true });
});

test("a failure says which program, how, and the last of what it said, without secrets", async () => {
  const script = "console.error('first'); console.error('no entry with hunter2'); process.exit(3)";
  const failed = run({ ...node(script) }, { secrets: ["hunter2", ""] });
  await expect(failed).rejects.toMatchObject({
    message: `node: ended with exit code 3: first; no entry with …`,
    code: 3,
  });
});

test("a program that is missing is told, in a pipeline as well", async () => {
  await expect(run({ program: "no-such-tool", args: [] })).rejects.toThrow("no-such-tool: is not in this image");
  const both = pipeline([{ program: "no-such-tool", args: [] }, node(COPY)]);
  await expect(both).rejects.toThrow("no-such-tool: is not in this image");
  const other = pipeline([node("setInterval(() => console.log('x'), 1)"), { program: "no-such-tool", args: [] }]);
  await expect(other).rejects.toThrow("no-such-tool: is not in this image");
});

test("half of an input never becomes a whole: what reads from a part that failed is ended", async () => {
  const folder = mkdtempSync(join(tmpdir(), "daytwo-command-"));
  const kept = join(folder, "kept");
  const source = "process.stdout.write('half', () => setTimeout(() => process.exit(1), 50))";
  const keeps = `let all = ""; process.stdin.on("data", part => all += part).on("end", () => require("fs").writeFileSync(${JSON.stringify(kept)}, all))`;
  await expect(pipeline([node(source), node(keeps)])).rejects.toThrow("ended with exit code 1");
  expect(existsSync(kept)).toBe(false);
  await pipeline([node("process.stdout.write('whole')"), node(keeps)]);
  expect(readFileSync(kept, "utf8")).toBe("whole");
  rmSync(folder, { recursive: true });
});

test("a part may end well before the one that it reads from, which has nothing more to say", async () => {
  expect(await pipeline([shell("printf x; sleep 1"), shell("head -c 1")])).toBe("x");
  await expect(pipeline([shell("printf x; sleep 1; exit 3"), shell("head -c 1")])).rejects.toThrow("exit code 3");
});

test("the part that failed is told, not the ones that ended because of it", async () => {
  const endless = node("setInterval(() => process.stdout.write('x'.repeat(1000)), 1)");
  const failing = node("console.error('disk full'); process.stdin.once('data', () => process.exit(7))");
  await expect(pipeline([endless, node(COPY), failing])).rejects.toThrow("ended with exit code 7: disk full");
});

test("a command that takes too long is ended", async () => {
  const slow = run(node("setInterval(() => {}, 1000)"), { timeout: 0.3 });
  await expect(slow).rejects.toThrow("node: took longer than 0.3 seconds");
});

test("a command is ended when the steward is stopped", async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 200);
  await expect(run(node("setInterval(() => {}, 1000)"), { stop: stop.signal })).rejects.toThrow("was stopped");
  await expect(run(node("setInterval(() => {}, 1000)"), { stop: stop.signal })).rejects.toThrow("was stopped");
});
