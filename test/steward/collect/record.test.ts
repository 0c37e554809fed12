import { guessedLevel, levelOf } from "../../../images/steward/src/collect/level";
import { type Line, recordOf } from "../../../images/steward/src/collect/record";
import { redactor } from "../../../images/steward/src/collect/redact/redactor";
import { REDACTIONS } from "../../../lib/logs";

const AT = Date.UTC(2026, 0, 31, 10, 15, 30, 123);
const nothing = redactor([], [], () => {});

const line = (text: string, more: Partial<Line> = {}): Line => ({
  ...{ source: "web", container: "shop-web-1", at: AT, stderr: false, text, cut: false },
  ...more,
});
const record = (text: string, more?: Partial<Line>) => recordOf(line(text, more), nothing);

describe("structured lines", () => {
  test.each<[what: string, text: string, level: string, message: string]>([
    ["pino", '{"level":40,"time":1769854530000,"msg":"slow"}', "warn", "slow"],
    ["slog", '{"time":"2026-01-31T10:15:30.000Z","level":"ERROR","msg":"no"}', "error", "no"],
    ["zap", '{"level":"dpanic","ts":1769854530.0,"msg":"oh"}', "fatal", "oh"],
    ["winston", '{"level":"verbose","message":"m","timestamp":"2026-01-31T10:15:30Z"}', "trace", "m"],
    ["Google Cloud", '{"severity":"NOTICE","message":"m"}', "info", "m"],
    ["structlog", '{"event":"login","level":"debug"}', "debug", "login"],
    ["syslog", '{"severity":3,"message":"m"}', "error", "m"],
  ])("of %s", (_, text, level, message) => {
    expect(record(text)).toMatchObject({ level, message });
    expect(record(text)).not.toHaveProperty("fields");
  });

  test("keep what else they hold, with each digit of long numbers", () => {
    const text = '{"msg":"m","order":{"id":12345678901234567890,"text":"of 1234567890123456789"},"n":[1,-2.5e3]}';
    expect(record(text).fields).toEqual({
      order: { id: "12345678901234567890", text: "of 1234567890123456789" },
      n: [1, -2500],
    });
  });

  test("have their own time, unless their clock is wrong", () => {
    expect(record('{"msg":"m","time":"2026-01-31T10:15:29.5Z"}').at).toBe("2026-01-31T10:15:29.500Z");
    expect(record('{"msg":"m","time":"2025-01-31T10:15:29Z"}')).toMatchObject({
      at: "2026-01-31T10:15:30.123Z",
      fields: { time: "2025-01-31T10:15:29Z" },
    });
  });

  test("without a message have an empty one, and keep a level of their own kind", () => {
    expect(record('{"level":{"deep":1},"status":500}')).toMatchObject({
      message: "",
      level: "info",
      fields: { level: { deep: 1 }, status: 500 },
    });
  });

  test("that are nested too deep are kept as text, and hide no less", () => {
    const text = `{"password":"x1","deep":${"[".repeat(100)}${"]".repeat(100)}}`;
    const { message, fields } = recordOf(
      line(text),
      redactor(REDACTIONS, [], () => {}),
    );
    expect(fields).toBeUndefined();
    expect(message).toContain('"password":"[redacted:access-key]"');
  });
});

describe("other lines", () => {
  test.each<[text: string, level: string]>([
    ["2026-01-31 10:15:30 UTC [7] ERROR:  relation does not exist", "error"],
    ["2026-01-31 10:15:30 UTC [7] LOG:  checkpoint starting", "info"],
    ["2026/01/31 10:15:30 [warn] 7#7: slow", "warn"],
    ["time=x level=debug msg=y", "debug"],
    ["TypeError: cannot read properties of undefined", "error"],
    ["panic: runtime error", "error"],
    ["listening on 8080", "info"],
    ['{"half": ', "info"],
    ['["a list"]', "info"],
  ])("%s is of level %s", (text, level) => expect(record(text)).toMatchObject({ message: text, level }));

  test("of unknown level are warnings on stderr", () => expect(guessedLevel("hm", true)).toBe("warn"));

  test("do not take a level from what they say further on", () =>
    expect(guessedLevel(`${"x".repeat(200)} ERROR`, false)).toBe("info"));
});

test("numbers that are no level are none", () =>
  expect([8, 9, -1, 1.5, "", "loud", null].map(levelOf)).toEqual(Array(7).fill(undefined)));
