import { planValue, planValues, type Reader } from "../../lib/plan/values";
import { ARCHIVE, ASSET, OUTPUT, RESOURCE, SECRET, SIGNATURE, UNKNOWN } from "../../lib/plan/wire";

const seen: unknown[] = [];
const reader: Reader = {
  text: text => (text.includes("placeholder") ? { $unknown: true } : text),
  key: key => key.replace("hidden", "[secret]"),
  secret: value => seen.push(value),
};

test.each([
  ["text", "a", "a"],
  ["number", 1.5, 1.5],
  ["flag", false, false],
  ["nothing", null, null],
  ["absence", undefined, null],
  ["key", { "a-hidden": 1 }, { "a-[secret]": 1 }],
  ["list and map", [{ a: [1] }], [{ a: [1] }]],
  ["unknown", UNKNOWN, { $unknown: true }],
  ["placeholder", "x-placeholder", { $unknown: true }],
  ["secret", { [SIGNATURE]: SECRET, value: "s" }, { $secret: true }],
  ["unknown secret", { [SIGNATURE]: SECRET, value: UNKNOWN }, { $secret: true, $unknown: true }],
  ["partly unknown secret", { [SIGNATURE]: SECRET, value: { a: [UNKNOWN] } }, { $secret: true, $unknown: true }],
  ["secret placeholder", { [SIGNATURE]: SECRET, value: { a: ["placeholder"] } }, { $secret: true, $unknown: true }],
  ["output", { [SIGNATURE]: OUTPUT, value: { a: 1 }, dependencies: [] }, { a: 1 }],
  ["unknown output", { [SIGNATURE]: OUTPUT }, { $unknown: true }],
  ["secret output", { [SIGNATURE]: OUTPUT, value: 1, secret: true }, { $secret: true }],
  ["unknown secret output", { [SIGNATURE]: OUTPUT, secret: true }, { $secret: true, $unknown: true }],
  [
    "output inside a secret",
    { [SIGNATURE]: SECRET, value: [{ [SIGNATURE]: OUTPUT }] },
    { $secret: true, $unknown: true },
  ],
  ["resource", { [SIGNATURE]: RESOURCE, urn: "urn:x", id: "i" }, { $resource: "urn:x" }],
  ["asset", { [SIGNATURE]: ASSET, path: "placeholder" }, { $asset: { path: { $unknown: true } } }],
  ["empty asset", { [SIGNATURE]: ASSET }, { $asset: { text: "" } }],
  ["archive", { [SIGNATURE]: ARCHIVE, uri: "https://x" }, { $archive: { uri: "https://x" } }],
  ["a mark that isn't known", { [SIGNATURE]: "new", a: 1 }, { [SIGNATURE]: "new", a: 1 }],
])("%s", (_what, wire, expected) => {
  expect(planValue(wire, reader)).toEqual(expected);
});

test("secret values are told to who keeps them", () => {
  seen.length = 0;
  planValues(
    { a: { [SIGNATURE]: SECRET, value: "one" }, b: { [SIGNATURE]: OUTPUT, value: "two", secret: true } },
    reader,
  );
  expect(seen).toEqual(["one", "two"]);
});

test("a dynamic provider's code is told by its digest, and unknown when it isn't there yet", () => {
  const digest = { sha256: "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae", bytes: 3 };
  expect(planValues({ __provider: "foo" }, reader)).toEqual({ __provider: { $function: digest } });
  expect(planValues({ __provider: { [SIGNATURE]: SECRET, value: "foo" } }, reader)).toEqual({
    __provider: { $function: digest },
  });
  expect(planValues({ __provider: UNKNOWN }, reader)).toEqual({ __provider: { $unknown: true } });
});
