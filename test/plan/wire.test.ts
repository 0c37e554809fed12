import {
  ASSET,
  eachText,
  OUTPUT,
  outputDependencies,
  RESOURCE,
  SECRET,
  SIGNATURE,
  UNKNOWN,
  withOutputs,
} from "../../lib/plan/wire";

test("transforms see unknown and secret values as outputs, with the dependencies of their property", () => {
  const asset = { [SIGNATURE]: ASSET, path: "a" };
  const given = {
    plain: 1,
    depends: "x",
    unknown: UNKNOWN,
    secret: { [SIGNATURE]: SECRET, value: "s" },
    both: { [SIGNATURE]: SECRET, value: UNKNOWN },
    deep: [{ a: UNKNOWN }],
    asset,
    known: { [SIGNATURE]: OUTPUT, value: 1, dependencies: ["urn:a"] },
  };
  expect(withOutputs(given, { depends: ["urn:a"], unknown: ["urn:b"], known: ["urn:a"] })).toEqual({
    plain: 1,
    depends: { [SIGNATURE]: OUTPUT, value: "x", dependencies: ["urn:a"] },
    unknown: { [SIGNATURE]: OUTPUT, dependencies: ["urn:b"] },
    secret: { [SIGNATURE]: OUTPUT, value: "s", secret: true },
    both: { [SIGNATURE]: OUTPUT, secret: true },
    deep: [{ a: { [SIGNATURE]: OUTPUT } }],
    asset,
    known: { [SIGNATURE]: OUTPUT, value: 1, dependencies: ["urn:a"] },
  });
});

test("dependencies are found at any depth", () => {
  const output = (urn: string, value: string) => ({ [SIGNATURE]: OUTPUT, value, dependencies: [urn] });
  const nested = [{ a: output("urn:a", "x") }, { [SIGNATURE]: RESOURCE, urn: "urn:r", id: output("urn:b", "i") }];
  expect(outputDependencies(nested)).toEqual(["urn:a", "urn:b"]);
  expect(outputDependencies({ [SIGNATURE]: OUTPUT })).toEqual([]);
});

test("texts are found at any depth, numbers too", () => {
  const found: string[] = [];
  eachText({ [SIGNATURE]: SECRET, value: ["a", 12, true, null, { b: "c" }] }, text => found.push(text));
  expect(found).toEqual(["a", "12", "c"]);
});
