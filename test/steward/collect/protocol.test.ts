import { gzipSync } from "node:zlib";
import { dockerRecord, eventTime, packed, Sender } from "./sender";
import { type RunningCollector, Stage, until } from "./stage";

const AT = Date.UTC(2026, 0, 31, 10, 15, 30, 123);
const STAMP = "2026-01-31T10:15:30.123Z";

describe("the Forward protocol over a socket", () => {
  let stage: Stage;
  let collector: RunningCollector;
  let sender: Sender;

  beforeAll(async () => {
    stage = new Stage();
    collector = await stage.collector();
  });
  afterAll(() => stage.end());
  beforeEach(async () => {
    sender = await Sender.to(collector.port);
  });
  afterEach(() => sender.close());

  const acknowledged = async (...chunks: string[]) => {
    await until(() => sender.acknowledged.length >= chunks.length);
    expect(sender.acknowledged).toEqual(chunks);
  };
  const kept = (source: string) => stage.records(source).map(({ at, message }) => `${at} ${message}`);

  test("takes a message of Docker's driver, and acknowledges it once it is kept", async () => {
    sender.send(["message", eventTime(AT), dockerRecord("hello"), { chunk: "m1" }]);
    await acknowledged("m1");
    expect(stage.records("message")).toEqual([
      { at: STAMP, source: "message", level: "info", message: "hello", container: "shop-web-1" },
    ]);
  });

  test("takes many events at once, packed or not, compressed or not", async () => {
    const events = [1, 2].map(number => [eventTime(AT), dockerRecord(`line ${number}`)]);
    const stream = Buffer.concat(events.map(packed));
    sender.send(["forward", events, { chunk: "f" }]);
    sender.send(["packed", stream, { chunk: "p" }]);
    sender.send(["squeezed", gzipSync(stream), { chunk: "c", compressed: "gzip" }]);
    await acknowledged("f", "p", "c");
    for (const source of ["forward", "packed", "squeezed"])
      expect(kept(source)).toEqual([`${STAMP} line 1`, `${STAMP} line 2`]);
  });

  test("takes whole seconds, and other senders' fields", async () => {
    sender.send(["seconds", AT / 1_000 - 0.123, { level: "warn", message: "own", user: { id: 7 } }, { chunk: "s" }]);
    await acknowledged("s");
    expect(stage.records("seconds")).toEqual([
      {
        at: "2026-01-31T10:15:30.000Z",
        source: "seconds",
        level: "warn",
        message: "own",
        fields: { user: { id: 7 } },
        container: "",
      },
    ]);
  });

  test("takes bytes in any pieces", async () => {
    const bytes = packed(["pieces", eventTime(AT), dockerRecord("one by one"), { chunk: "b" }]);
    for (const byte of bytes) {
      sender.write(Uint8Array.of(byte));
      await new Promise(resolve => setImmediate(resolve));
    }
    await acknowledged("b");
    expect(kept("pieces")).toEqual([`${STAMP} one by one`]);
  });

  test("puts together what Docker sends in parts, also within a letter, and once when a part comes twice", async () => {
    const text = Buffer.from(`${"é".repeat(9_000)} end`);
    const part = (from: number, to: number, ordinal: number, last: boolean, chunk: string) => {
      const more = { partial_message: "true", partial_id: "p", partial_ordinal: `${ordinal}`, partial_last: `${last}` };
      sender.send(["parts", eventTime(AT), dockerRecord(text.subarray(from, to), more), { chunk }]);
    };
    part(0, 9_001, 1, false, "1");
    part(0, 9_001, 1, false, "1 again");
    part(9_001, text.length, 2, true, "2");
    await acknowledged("1", "1 again", "2");
    expect(stage.records("parts").map(({ message, cut }) => ({ message, cut }))).toEqual([
      { message: String(text), cut: undefined },
    ]);
  });

  test("marks a line whose beginning it does not know", async () => {
    const more = { partial_message: "true", partial_id: "q", partial_ordinal: "2", partial_last: "true" };
    sender.send(["torn", eventTime(AT), dockerRecord("the end", more), { chunk: "t" }]);
    await acknowledged("t");
    expect(stage.records("torn")).toMatchObject([{ message: "the end", cut: true }]);
  });

  test("keeps what is no UTF-8 readable, and what has no proper tag under another", async () => {
    sender.send(["../../etc", eventTime(AT), dockerRecord(Uint8Array.of(0x63, 0xe9, 0x20, 0x78)), { chunk: "u" }]);
    await acknowledged("u");
    expect(kept("other")).toEqual([`${STAMP} c\ufffd x`]);
  });

  test.each<[what: string, message: unknown]>([
    ["no array", { tag: "web" }],
    ["no record", ["web", 1]],
    ["no time", ["web", "now", {}]],
    ["a time of another world", ["web", 1e20, {}]],
    ["no gzip", ["web", Buffer.from("xx"), { compressed: "gzip" }]],
  ])("hangs up on a message with %s, and goes on with others", async (_, message) => {
    sender.send(message);
    await sender.closed;
    const other = await Sender.to(collector.port);
    other.line("still here", "o");
    await until(() => other.acknowledged.includes("o"));
    other.close();
  });

  test("tells how it goes", async () => {
    expect(await collector.health()).toBe("200 ok");
    sender.line('{"level":"error","msg":"boom"}', "e");
    await acknowledged("e");
    expect(await collector.metric('daytwo_log_lines_total{source="web",level="error"}')).toBe(1);
    expect(await collector.metric('daytwo_log_error_lines_total{source="web"}')).toBe(1);
    expect(await collector.metric('daytwo_log_bytes_total{source="web"}')).toBeGreaterThan(100);
    expect(await collector.metric("daytwo_log_disk_free_bytes")).toBeGreaterThan(0);
  });
});
