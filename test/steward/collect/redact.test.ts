import * as fc from "fast-check";
import { passesLuhn } from "../../../images/steward/src/collect/redact/cards";
import { type Kind, redactor, TooDeep } from "../../../images/steward/src/collect/redact/redactor";
import { REDACTIONS, type Redaction } from "../../../lib/logs";

const hidden = (text: string, kinds: readonly Redaction[] = REDACTIONS, patterns: string[] = []) =>
  redactor(kinds, patterns, () => {}).text(text);
const HIDDEN_KEY = "[redacted:access-key]";
const CARD = "[redacted:card-number]";

describe("credentials", () => {
  test.each<[text: string, left: string]>([
    ["Authorization: Bearer abc123def456ghi", `Authorization: Bearer ${HIDDEN_KEY}`],
    ["authorization=Basic dXNlcjpwYXNzd29yZDE=", `authorization=${HIDDEN_KEY} ${HIDDEN_KEY}`],
    ["jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln-_8 end", `jwt ${HIDDEN_KEY} end`],
    ["key AKIAIOSFODNN7EXAMPLE used", `key ${HIDDEN_KEY} used`],
    [`with ghp_${"a1".repeat(18)}.`, `with ${HIDDEN_KEY}.`],
    ["sk_live_abcdefghijklmnop", HIDDEN_KEY],
    ["xoxb-123456789012-abcdef", HIDDEN_KEY],
    ["password=hunter2 user=ann", `password=${HIDDEN_KEY} user=ann`],
    ["DB_PASSWORD='hunter 2' next", `DB_PASSWORD='${HIDDEN_KEY}' next`],
    ['body {"token":"x1","id":7}', `body {"token":"${HIDDEN_KEY}","id":7}`],
    ['body {\\"apiKey\\":\\"x1\\",\\"id\\":7}', `body {\\"apiKey\\":\\"${HIDDEN_KEY}\\",\\"id\\":7}`],
    ["GET /x?access_token=abc&page=2", `GET /x?access_token=${HIDDEN_KEY}&page=2`],
    ["password: hunter2", `password: ${HIDDEN_KEY}`],
    ["postgres://app:s3cr3t@db:5432/app", `postgres://app:${HIDDEN_KEY}@db:5432/app`],
    ["Cookie: sid=abc; theme=dark", `Cookie: ${HIDDEN_KEY}`],
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- x", `${HIDDEN_KEY} x`],
    ["MIIEpAIBAAKCAQEA7v1VY0p1L2bq3cR4dS5eT6fU7gV8hW9iX0jY1kZ2lA3mB4nC", HIDDEN_KEY],
  ])("%s", (text, left) => expect(hidden(text)).toBe(left));

  test.each([
    "invalid token: expired",
    "max_tokens=512 tokens: 3",
    "PWD=/home/app",
    "password=null",
    "understood: the basic idea of a bearer token",
    "commit 3f786850e387550fdab836ed7e6dc881de23001b",
    "GET /static/app.3f78685.js 200 12ms",
  ])("leaves %s", text => expect(hidden(text, ["access-key"])).toBe(text));
});

describe("addresses and numbers", () => {
  test.each<[kind: Redaction, text: string, left: string]>([
    ["email", "from ann.o+x@mail.example.co.uk, to bob", "from [redacted:email], to bob"],
    ["email", "für jörg@bücher.example", "für [redacted:email]"],
    ["ip-address", "from 10.0.0.255:8080", "from [redacted:ip-address]:8080"],
    ["ip-address", "[2001:db8::1]:443 and ::1", "[[redacted:ip-address]]:443 and [redacted:ip-address]"],
    [
      "phone-number",
      "call +49 171 2345678 or (212) 555-0100",
      "call [redacted:phone-number] or [redacted:phone-number]",
    ],
    ["card-number", "4111-1111-1111-1111, 3782 822463 10005.", `${CARD}, ${CARD}.`],
    ["card-number", "2024 4111 1111 1111 1111 ok", `2024 ${CARD} ok`],
  ])("hides a %s: %s", (kind, text, left) => expect(hidden(text, [kind])).toBe(left));

  test.each<[kind: Redaction, text: string]>([
    ["email", "lodash@4.17.21 @ann git@host"],
    ["ip-address", "at 10:15:30, std::string, v1.2.3, 256.1.1.1"],
    ["phone-number", "2026-01-31 10:15:30.123 id 49171234567 4111-1111"],
    ["card-number", "at 1700000000000, of 4111111111111112, in 12345678901234567890123"],
    ["card-number", "44444444-4444-4444-8888-444444444448"],
  ])("%s leaves %s", (kind, text) => expect(hidden(text, [kind])).toBe(text));
});

describe("card numbers, wherever they stand", () => {
  const digits = (min: number, max: number) =>
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map(list => list.join(""));
  /** Any start of 12 to 18 digits, and the digit that makes it pass. */
  const card = digits(12, 18).map(start => {
    const check = [..."0123456789"].find(digit => passesLuhn(start + digit)) ?? "";
    return start + check;
  });
  const isMoment = (text: string) => /^1\d{12}(\d{3}){0,2}$/.test(text);
  const inFours = (text: string, sign: string) => (text.match(/\d{1,4}/g) ?? []).join(sign);
  const around = fc.string({ unit: fc.constantFrom(..."ab Z.,:;=\"'{}[]/\\\n-é💳") });

  test("none is left, without breaks or in fours", () => {
    const written = fc
      .tuple(card, fc.constantFrom("", " ", "-"))
      .filter(([number, sign]) => sign !== "" || !isMoment(number));
    fc.assert(
      fc.property(around, written, around, (before, [number, sign], after) => {
        const text = sign === "" ? number : inFours(number, sign);
        expect(hidden(before + text + after, ["card-number"])).toBe(before + CARD + after);
      }),
      { numRuns: 2_000 },
    );
  });

  test("nothing else is changed: what fails the check, is too short or too long, or is written in another way", () => {
    const failing = digits(13, 19).filter(number => !passesLuhn(number));
    const word = fc.oneof(
      failing,
      digits(1, 3),
      digits(7, 12),
      digits(20, 40),
      fc.constantFrom("4111.1111", "x", "é💳"),
    );
    const texts = fc.array(fc.tuple(word, fc.constantFrom(" ", "-", "x", ": "))).map(parts => parts.flat().join(""));
    fc.assert(
      fc.property(texts, text => expect(hidden(text, ["card-number"])).toBe(text)),
      { numRuns: 2_000 },
    );
  });
});

describe("structured lines", () => {
  const value = (from: unknown, kinds: readonly Redaction[] = REDACTIONS) => redactor(kinds, [], () => {}).value(from);

  test("are looked through, names of fields and numbers too", () => {
    expect(
      value({
        user: { password: ["a"], apiKey: 7, ok: true },
        card: 4111111111111111,
        "a@b.example": [1, null, "x@y.example"],
      }),
    ).toEqual({
      user: { password: HIDDEN_KEY, apiKey: HIDDEN_KEY, ok: true },
      card: CARD,
      "[redacted:email]": [1, null, "[redacted:email]"],
    });
  });

  test("keep what is asked for alone", () => expect(value({ password: "x" }, ["email"])).toEqual({ password: "x" }));

  test("that are nested without end are refused", () => {
    const deep = JSON.parse(`${"[".repeat(10_000)}${"]".repeat(10_000)}`);
    expect(() => value(deep)).toThrow(TooDeep);
  });
});

describe("the user's own patterns", () => {
  test("hide what they fit, and are counted", () => {
    const counted: Kind[] = [];
    const left = redactor(["email"], ["order-\\d+"], kind => counted.push(kind)).text(
      "order-12 of a@b.example, order-7",
    );
    expect(left).toBe("[redacted:custom] of [redacted:email], [redacted:custom]");
    expect(counted).toEqual(["email", "custom", "custom"]);
  });

  // Either would take years where every way to fit is tried.
  test.each(["(a+)+$", "(a|a)*b", ".*.*.*.*=x"])("cannot hold up the collector: %s", pattern => {
    const line = "a".repeat(20_000);
    expect(hidden(`${line}!`, [], [pattern])).toBe(`${line}!`);
  });

  test.each([
    ["(", "is no regular expression; write one of JavaScript's, without slashes around it"],
    ["a*", "also fits an empty text; write one that needs at least one character"],
    ["(?=a)b", "looks ahead or behind, which takes too long on some lines; write it without"],
    ["(a)\\1", "refers back to a group, which takes too long on some lines; write it without"],
  ])("%s is refused", (pattern, why) => {
    expect(() => hidden("", [], [pattern])).toThrow(`the pattern ${JSON.stringify(pattern)} ${why}`);
  });
});

test("all rules take time in proportion to the line", () => {
  const nasty = [
    "a@".repeat(50_000),
    "1 ".repeat(50_000),
    "password=".repeat(12_000),
    "-----BEGIN ".repeat(9_000),
    "::".repeat(50_000),
    "a.".repeat(50_000),
    `eyJ${"a".repeat(100_000)}`,
  ];
  for (const line of nasty) expect(hidden(line).length).toBeGreaterThan(0);
});
