import { join } from "node:path";
import { findProject } from "../../../lib/plan/project/project";
import { makeProject } from "../make-project";

const VALID = "name: shop\nruntime: nodejs\n";

test("is found in a directory or above it", () => {
  const directory = makeProject({ "Pulumi.yaml": VALID, "a/b/index.ts": "" });
  for (const start of [directory, join(directory, "a/b")])
    expect(findProject(start)).toEqual({
      name: "shop",
      directory,
      file: "Pulumi.yaml",
      stackDirectory: directory,
      runtime: { typescript: true, nodeargs: "" },
      declarations: {},
    });
});

test("has other spellings", () => {
  expect(findProject(makeProject({ "Pulumi.yml": VALID })).file).toBe("Pulumi.yml");
  const json = makeProject({ "Pulumi.json": '{ "name": "shop", "runtime": "nodejs" }' });
  expect(findProject(json)).toMatchObject({ name: "shop", file: "Pulumi.json" });
});

test("says how its program runs", () => {
  const directory = makeProject({
    "Pulumi.yaml": `${VALID.replace("nodejs", "\n  name: nodejs\n  options: { typescript: false, nodeargs: --no-warnings, tsconfig: t.json, packagemanager: npm }")}main: src/\nstackConfigDir: stacks\n`,
    "src/index.js": "",
  });
  expect(findProject(directory)).toMatchObject({
    main: "src/",
    stackDirectory: join(directory, "stacks"),
    runtime: { typescript: false, nodeargs: "--no-warnings", tsconfig: "t.json" },
  });
});

test("in the old form, config names the directory of the stack files", () => {
  const directory = makeProject({ "Pulumi.yaml": `${VALID}config: stacks\n` });
  expect(findProject(directory)).toMatchObject({ stackDirectory: join(directory, "stacks"), declarations: {} });
});

test("bun's projects are planned as Node's", () => {
  expect(findProject(makeProject({ "Pulumi.yaml": "name: shop\nruntime: bun\n" })).name).toBe("shop");
});

test("anchors, merges, dates and a byte order mark are read as Pulumi reads them", () => {
  const text = `\uFEFF${VALID}config:\n  a: &a { type: object, default: { since: 2024-01-01 } }\n  b: { <<: *a }\n`;
  const fallback = { since: "2024-01-01" };
  expect(findProject(makeProject({ "Pulumi.yaml": text })).declarations).toMatchObject({
    "shop:a": { fallback },
    "shop:b": { fallback },
  });
});

describe("a wrong one is told in one line", () => {
  test.each([
    ["name: [", /^Pulumi.yaml:\d+:\d+: is no valid YAML \(.+\); correct this line$/],
    ["- a", 'Pulumi.yaml: must be a map with "name" and "runtime"; write name: …'],
    ["runtime: nodejs", 'Pulumi.yaml: "name" is missing; write name: my-project'],
    [
      "name: a b\nruntime: nodejs",
      'Pulumi.yaml: "name" must be 1 to 100 letters, digits, hyphens, underscores and periods; write name: my-project',
    ],
    ["name: shop", 'Pulumi.yaml: "runtime" is missing; write runtime: nodejs'],
    [
      "name: shop\nruntime: python",
      "Pulumi.yaml: runtime python can't be planned; daytwo plans TypeScript and JavaScript: runtime: nodejs",
    ],
    [
      "name: shop\nruntime: { name: nodejs, options: { typescript: maybe } }",
      'Pulumi.yaml: runtime option "typescript" must be true or false; write typescript: true',
    ],
    [
      "name: shop\nruntime: { name: nodejs, options: { nodeargs: 3 } }",
      'Pulumi.yaml: runtime option "nodeargs" must be a text; write nodeargs: "…"',
    ],
    [
      "name: shop\nruntime: { name: nodejs, options: { tsconfig: 3 } }",
      'Pulumi.yaml: runtime option "tsconfig" must be a path; write tsconfig: tsconfig.json',
    ],
    [`${VALID}main: 3`, 'Pulumi.yaml: "main" must be a path; write main: index.ts'],
    [
      `${VALID}main: bin/`,
      'Pulumi.yaml: "main" names bin/, which isn\'t there; write the path of the program, or build it first',
    ],
    [`${VALID}config: 3`, 'Pulumi.yaml: "config" must be a map of keys; write config: {}'],
    [
      `${VALID}config: { a: { type: integer, default: x } }`,
      "Pulumi.yaml: config a: its default is of another type; write an integer",
    ],
    [
      `${VALID}config: { a: { type: array, default: [1], items: { type: array, items: { type: string } } } }`,
      "Pulumi.yaml: config a: its default is of another type; write an array<array<string>>",
    ],
    [
      `${VALID}config: { a: { type: array, default: [] } }`,
      "Pulumi.yaml: config a: an array needs the type of its elements; write items: { type: string }",
    ],
    [
      `${VALID}config: { a: { type: number } }`,
      "Pulumi.yaml: config a: there is no type number; write one of string, integer, boolean, array, object",
    ],
    [
      `${VALID}config: { a: { default: 1, value: 2 } }`,
      'Pulumi.yaml: config a: has both "default" and "value"; keep one of them',
    ],
    [`${VALID}config: { "aws:region": {} }`, "Pulumi.yaml: config aws:region: has no value; write value: …"],
    [
      `${VALID}config: { "aws:region": { type: string } }`,
      "Pulumi.yaml: config aws:region: belongs to another namespace, which has no types and defaults; write value: …",
    ],
  ])("%j", (text, message) => {
    expect(() => findProject(makeProject({ "Pulumi.yaml": text }))).toThrow(message);
  });

  test("with every mistake in it", () => {
    const directory = makeProject({ "Pulumi.yaml": "runtime: go\nmain: 3\n" });
    expect(() => findProject(directory)).toThrow(
      [
        'Pulumi.yaml: "name" is missing; write name: my-project',
        "Pulumi.yaml: runtime go can't be planned; daytwo plans TypeScript and JavaScript: runtime: nodejs",
        'Pulumi.yaml: "main" must be a path; write main: index.ts',
      ].join("\n"),
    );
  });

  test("when there is none", () => {
    expect(() => findProject("/")).toThrow(
      'Pulumi.yaml: there is none in / or above it; name the directory of a Pulumi project, or make one with "name" and "runtime: nodejs"',
    );
  });

  test("when the directory is none", () => {
    expect(() => findProject("/nowhere")).toThrow("/nowhere: is no directory; name the directory of a Pulumi project");
  });

  test("when it can't be read", () => {
    const directory = makeProject({ "Pulumi.yaml/x": "" });
    expect(() => findProject(directory)).toThrow(
      `${join(directory, "Pulumi.yaml")}: can't be read (EISDIR); check the path and who may read it`,
    );
  });
});
