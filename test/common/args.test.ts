import { componentChecks } from "../../lib/common/args";
import * as check from "../../lib/common/checks";
import { Mistakes } from "../../lib/common/errors";

function mistakesIn(args: unknown): string[] {
  const mistakes = new Mistakes("shop");
  check.object(componentChecks)(args, "", mistakes);
  return mistakes.all.map(({ path, message }) => `${path}: ${message}`);
}

const TAGS = "letters, digits, spaces and _ . : / = + - @";
const KEY = `write at most 128 ${TAGS}, not starting with "aws:"`;
const APPLICATION =
  "write 1 to 64 letters, digits, spaces, dots, underscores and hyphens, starting with a letter or digit";
const key = (name: string) => ({ tags: { [name]: "a" } });

test.each<[what: string, args: object]>([
  ["nothing", {}],
  ["tags of every allowed character", { tags: { "Kosten stelle_.:/=+-@ä1": "Köln 1_.:/=+-@" } }],
  ["an empty value", { tags: { team: "" } }],
  ["the longest key and value", { tags: { ["k".repeat(128)]: "v".repeat(256) } }],
  ["a key that only holds aws:", key("my-aws:team")],
  ["an application", { application: "My shop_1.0-b" }],
  ["an environment", { environment: { name: "pre-production", preset: "staging" } }],
])("takes %s", (_what, args) => {
  expect(mistakesIn(args)).toEqual([]);
});

test.each<[args: object, message: string]>([
  [key("team!"), `tags.team!: "team!" is not allowed; ${KEY}`],
  [key("aws:team"), `tags.aws:team: "aws:team" is not allowed; ${KEY}`],
  [key("AWS:team"), `tags.AWS:team: "AWS:team" is not allowed; ${KEY}`],
  [key(""), `tags.: must not be empty; ${KEY}`],
  [key("k".repeat(129)), `tags.${"k".repeat(129)}: "${"k".repeat(57)}…" is not allowed; ${KEY}`],
  [
    { tags: Object.fromEntries(Array.from({ length: 41 }, (_, index) => [`tag${index}`, ""])) },
    "tags: are 41; write at most 40",
  ],
  [{ tags: { team: "a&b" } }, `tags.team: "a&b" is not allowed; write at most 256 ${TAGS}`],
  [{ tags: { team: "v".repeat(257) } }, `tags.team: "${"v".repeat(57)}…" is not allowed; write at most 256 ${TAGS}`],
  [{ tags: { team: 1 } }, `tags.team: must be a text, not 1; write at most 256 ${TAGS}`],
  [{ application: "shop/eu" }, `application: "shop/eu" is not allowed; ${APPLICATION}`],
  [{ application: "s".repeat(65) }, `application: "${"s".repeat(57)}…" is not allowed; ${APPLICATION}`],
  [{ application: "" }, `application: must not be empty; ${APPLICATION}`],
  [
    { environment: { name: "a;b", preset: "staging" } },
    `environment.name: "a;b" is not allowed; write at most 256 ${TAGS}`,
  ],
])("refuses %j", (args, message) => {
  expect(mistakesIn(args)).toEqual([message]);
});
