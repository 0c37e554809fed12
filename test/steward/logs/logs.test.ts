import { mkdirSync, writeFileSync } from "node:fs";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { dayOf, daysBefore } from "../../../images/steward/src/collect/store/names";
import type { LogsSpec } from "../../../lib/steward/logs";
import { Stage, until } from "../collect/stage";

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});
afterEach(() => stage.end());

const HOUR = 3_600_000;
const now = Date.now();

function lineAt(at: number, message: string, more: object = {}): string {
  return `${JSON.stringify({ at: new Date(at).toISOString(), source: "web", level: "info", message, container: "c", ...more })}\n`;
}

function place(source: string, name: string, content: string): void {
  mkdirSync(join(stage.logs, source), { recursive: true });
  writeFileSync(join(stage.logs, source, name), name.endsWith(".gz") ? gzipSync(content) : content);
}

function someDays(): void {
  const [yesterday, before] = [daysBefore(now, 1), daysBefore(now, 2)];
  place("web", `${before}.0000.ndjson.gz`, lineAt(now - 48 * HOUR, "two days old", { level: "error" }));
  place("web", `${yesterday}.0000.ndjson.gz`, lineAt(now - 24 * HOUR, "yesterday"));
  place(
    "web",
    `${dayOf(now)}.0000.ndjson`,
    lineAt(now - 2_000, "first") + lineAt(now, "third", { level: "warn", fields: { order: "Z9" } }),
  );
  place("db", `${dayOf(now)}.0000.ndjson`, lineAt(now - 1_000, "second", { source: "db", level: "error" }));
}

async function asked(more: Partial<LogsSpec>): Promise<string[]> {
  const { code, said, errors } = await stage.steward("logs", { from: stage.logs, ...more });
  expect(errors).toBe("");
  expect(code).toBe(0);
  return said
    .split("\n")
    .filter(Boolean)
    .map(line => JSON.parse(line).message);
}

test("lines of all sources and files come in the order of their time", async () => {
  someDays();
  expect(await asked({})).toEqual(["two days old", "yesterday", "first", "second", "third"]);
});

test.each<[what: string, more: () => Partial<LogsSpec>, messages: string[]]>([
  ["since", () => ({ since: new Date(now - 1_000).toISOString() }), ["second", "third"]],
  ["until", () => ({ until: new Date(now - 1_000).toISOString() }), ["two days old", "yesterday", "first"]],
  ["the least level", () => ({ level: "warn" }), ["two days old", "second", "third"]],
  ["a source", () => ({ source: "db" }), ["second"]],
  ["a text of the message", () => ({ text: "YESTER" }), ["yesterday"]],
  ["a text of a field", () => ({ text: "z9" }), ["third"]],
  ["the newest", () => ({ limit: 2 }), ["second", "third"]],
  ["the newest, over days", () => ({ limit: 4 }), ["yesterday", "first", "second", "third"]],
  ["nothing", () => ({ source: "none" }), []],
])("can be asked for by %s", async (_, more, messages) => {
  someDays();
  expect(await asked(more())).toEqual(messages);
});

test("are written as text for people", async () => {
  place("web", `${dayOf(now)}.0000.ndjson`, lineAt(now, "hello", { fields: { a: 1 } }));
  const { said } = await stage.steward("logs", { from: stage.logs, format: "text" });
  expect(said).toBe(`${new Date(now).toISOString()} web INFO  hello {"a":1}\n`);
});

test("a torn line and one of another form are passed over", async () => {
  place("web", `${dayOf(now)}.0000.ndjson`, `{"at":1}\nnonsense\n${lineAt(now, "good")}{"at":"20`);
  expect(await asked({})).toEqual(["good"]);
});

test("come as they are written, each once, also when their file is compressed meanwhile", async () => {
  const path = join(stage.logs, "web", `${dayOf(now)}.0000.ndjson`);
  place("web", `${dayOf(now)}.0000.ndjson`, lineAt(now, "before"));
  let said = "";
  const child = stage.start("logs", { from: stage.logs, follow: true });
  child.stdout?.on("data", chunk => {
    said += chunk;
  });
  const messages = () =>
    said
      .split("\n")
      .filter(Boolean)
      .map(line => JSON.parse(line).message)
      .join();
  await until(() => messages() === "before");
  const two = lineAt(now, "after");
  await appendFile(path, two.slice(0, 30));
  await appendFile(path, two.slice(30));
  await until(() => messages() === "before,after");
  place("web", `${dayOf(now)}.0000.ndjson.gz`, lineAt(now, "before") + two + lineAt(now, "last of the file"));
  place("web", `${dayOf(now)}.0001.ndjson`, lineAt(now, "next file"));
  await until(() => messages() === "before,after,last of the file,next file");
});

test.each<[what: string, more: object, message: RegExp]>([
  ["moment", { since: "yesterday" }, /^since: /],
  ["level", { level: "loud" }, /^level: /],
  ["limit", { limit: 0 }, /^limit: /],
  ["property", { soruce: "web" }, /soruce/],
])("a wrong %s is told", async (_, more, message) => {
  const { code, errors } = await stage.steward("logs", { from: stage.logs, ...more });
  expect(code).toBe(2);
  expect(errors).toMatch(message);
});
