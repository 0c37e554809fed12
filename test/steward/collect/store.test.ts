import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { dayOf, daysBefore } from "../../../images/steward/src/collect/store/names";
import { itNeeds } from "../../support/needs";
import { Sender } from "./sender";
import { Stage, until } from "./stage";

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});
afterEach(() => stage.end());

const messages = () => stage.records().map(({ message }) => message);
const today = () => dayOf(Date.now());

function place(name: string, content: string | Buffer): void {
  mkdirSync(join(stage.logs, "web"), { recursive: true });
  writeFileSync(join(stage.logs, "web", name), content);
}

const line = (message: string) =>
  `${JSON.stringify({ at: new Date().toISOString(), source: "web", level: "info", message, container: "c" })}\n`;

test.each([0, 1])(
  "no acknowledged line is lost when the collector is killed, again and again; on the disk after %d s",
  async syncSeconds => {
    let sent = 0;
    const acknowledged = new Set<string>();
    for (let round = 0; round < 5; round++) {
      const collector = await stage.collector({ syncSeconds });
      const senders = await Promise.all([1, 2, 3].map(() => Sender.to(collector.port)));
      const killed = wait(150).then(() => collector.stop("SIGKILL"));
      for (const end = Date.now() + 300; Date.now() < end; await wait(1))
        for (const sender of senders) sender.line(`seq ${++sent}`, `seq ${sent}`);
      await killed;
      for (const sender of senders) {
        for (const chunk of sender.acknowledged) acknowledged.add(chunk);
        sender.close();
      }
    }
    const lines = new Set(messages());
    expect(acknowledged.size).toBeGreaterThan(100);
    expect([...acknowledged].filter(chunk => !lines.has(chunk))).toEqual([]);
  },
);

test("a line that was torn in two is taken away, and the file goes on", async () => {
  place(`${today()}.0000.ndjson`, `${line("whole")}{"at":"2026-01-31T10:15:30.123Z","sour`);
  const collector = await stage.collector();
  const sender = await Sender.to(collector.port);
  sender.line("next", "n");
  await until(() => sender.acknowledged.includes("n"));
  expect(messages()).toEqual(["whole", "next"]);
});

test("a file that is large enough is closed and compressed, and nothing of it is lost", async () => {
  const collector = await stage.collector({ fileBytes: 2_000 });
  const sender = await Sender.to(collector.port);
  for (let number = 0; number < 100; number++) {
    sender.line(`seq ${number}`, `${number}`);
    await until(() => sender.acknowledged.includes(`${number}`));
  }
  await until(() => stage.files().filter(name => !name.endsWith(".gz")).length === 1);
  expect(stage.files().length).toBeGreaterThan(3);
  expect(messages().sort()).toEqual(Array.from({ length: 100 }, (_, number) => `seq ${number}`).sort());
  await collector.stop("SIGTERM");
});

test("what a killed collector left is put right: half compressed, compressed and plain, and of past days", async () => {
  const yesterday = daysBefore(Date.now(), 1);
  place(`${yesterday}.0000.ndjson`, line("compressed"));
  place(`${yesterday}.0000.ndjson.gz`, gzipSync(line("compressed")));
  place(`${yesterday}.0001.ndjson`, line("half"));
  place(`${yesterday}.0001.ndjson.gz.tmp`, "half");
  await stage.collector();
  await until(() => stage.files().join() === `${yesterday}.0000.ndjson.gz,${yesterday}.0001.ndjson.gz`);
  expect(messages()).toEqual(["compressed", "half"]);
});

test("closed files are deleted when they are older than lines are kept", async () => {
  for (const days of [9, 8, 7, 6]) place(`${daysBefore(Date.now(), days)}.0000.ndjson.gz`, gzipSync(line(`${days}`)));
  await stage.collector({ keepDays: 7 });
  await until(() => stage.files().length === 2);
  expect(messages()).toEqual(["7", "6"]);
});

test("without an end of keeping nothing is deleted", async () => {
  place("2020-01-01.0000.ndjson.gz", gzipSync(line("old")));
  const collector = await stage.collector();
  await wait(200);
  await collector.stop("SIGTERM");
  expect(messages()).toEqual(["old"]);
});

/** A disk of 64 KiB: a file system of its own in memory. */
function smallDisk(): void {
  mkdirSync(stage.logs, { recursive: true });
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "daytwo-test", stage.logs]);
}

itNeeds(
  ["mount", { there: process.getuid?.() === 0, none: "it takes root to make a small disk" }],
  "on a full disk nothing is acknowledged, all is kept waiting, and all is written once there is room",
  async () => {
    smallDisk();
    try {
      const ballast = join(stage.logs, "ballast");
      writeFileSync(ballast, Buffer.alloc(56 * 1024));
      const collector = await stage.collector();
      const sender = await Sender.to(collector.port);
      const long = "x".repeat(1_000);
      for (let number = 0; number < 20; number++) sender.line(`${number} ${long}`, `${number}`);
      await until(async () => (await collector.metric("daytwo_log_write_blocked")) === 1);
      expect(await collector.metric("daytwo_log_write_errors_total")).toBeGreaterThan(0);
      expect(await collector.health()).toBe("503 lines wait for a disk that refuses them");
      expect(sender.acknowledged.length).toBeLessThan(20);
      for (const { message } of stage.records()) expect(sender.acknowledged).toContain(message.split(" ")[0]);

      writeFileSync(ballast, "");
      await until(() => sender.acknowledged.length === 20);
      expect(messages().map(message => message.split(" ")[0])).toEqual(
        Array.from({ length: 20 }, (_, number) => `${number}`),
      );
      expect(await collector.health()).toBe("200 ok");
      expect(collector.said()).toMatch(
        /cannot write to .* \(the disk is full\); no line is acknowledged.*\n.*writes to .* again/,
      );
      await collector.stop("SIGTERM");
    } finally {
      execFileSync("umount", ["--lazy", stage.logs]);
    }
  },
);

test("a line of which the end does not come is kept when the collector stops", async () => {
  const collector = await stage.collector();
  const sender = await Sender.to(collector.port);
  const part = { partial_message: "true", partial_id: "p", partial_ordinal: "1", partial_last: "false" };
  sender.line("the beginning", "b", part);
  await until(() => sender.acknowledged.includes("b"));
  await collector.stop("SIGTERM");
  expect(stage.records()).toMatchObject([{ message: "the beginning", cut: true }]);
});

test("error lines are those that the user's pattern fits, in the message or the record", async () => {
  const collector = await stage.collector({ errorPattern: '^boom|"code":7' });
  const sender = await Sender.to(collector.port);
  const lines = ["boom", "no boom", '{"level":"error","msg":"x"}', '{"level":"info","msg":"x","code":7}'];
  for (const [number, text] of lines.entries()) sender.line(text, `${number}`);
  await until(() => sender.acknowledged.length === lines.length);
  expect(await collector.metric('daytwo_log_error_lines_total{source="web"}')).toBe(2);
});

test("a port that is taken is told in one line", async () => {
  const collector = await stage.collector();
  const { code, errors } = await stage.steward("collect", {
    to: stage.logs,
    sources: [],
    redact: [],
    port: collector.port,
    metricsPort: 0,
  });
  expect(code).toBe(1);
  expect(errors).toBe(`port ${collector.port} is taken; give the collector another\n`);
});

test("a pattern that cannot be used is told as a mistake in the specification", async () => {
  const spec = { to: stage.logs, sources: [], redact: [], redactPatterns: ["("] };
  const { code, errors } = await stage.steward("collect", spec);
  expect(code).toBe(2);
  expect(errors).toBe(
    'the pattern "(" is no regular expression; write one of JavaScript\'s, without slashes around it\n',
  );
});
