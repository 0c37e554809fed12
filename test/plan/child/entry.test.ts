import { join } from "node:path";
import { findEntry } from "../../../lib/plan/child/entry";
import { makeProject } from "../make-project";

function entry(files: Record<string, string>, main = ".", typescript = true) {
  const directory = makeProject(files, { packages: false });
  const { path, ...rest } = findEntry({ directory, main, typescript });
  return { path: path.slice(directory.length + 1), ...rest };
}

const manifest = (content: object) => JSON.stringify(content);

test.each<[string, Record<string, string>, string, object]>([
  ["index.ts", { "index.ts": "" }, ".", { path: "index.ts", esm: false, typescript: true }],
  ["index.js before index.ts", { "index.js": "", "index.ts": "" }, ".", { path: "index.js", typescript: false }],
  [
    "main of package.json",
    { "package.json": manifest({ main: "src/a.ts" }), "src/a.ts": "" },
    ".",
    { path: "src/a.ts" },
  ],
  [
    "main without an extension",
    { "package.json": manifest({ main: "bin/a" }), "bin/a.ts": "", "bin/a": "" },
    ".",
    { path: "bin/a" },
  ],
  ["exports of package.json", { "package.json": manifest({ exports: "./a.js" }), "a.js": "" }, ".", { path: "a.js" }],
  ["exports by path", { "package.json": manifest({ exports: { ".": "./a.js" } }), "a.js": "" }, ".", { path: "a.js" }],
  [
    "exports by condition",
    { "package.json": manifest({ exports: { ".": { import: "./b.js", default: "./a.js" } } }), "a.js": "" },
    ".",
    { path: "a.js" },
  ],
  [
    "exports without the package itself, which leaves main aside",
    { "package.json": manifest({ exports: { "./x": "./a.js" }, main: "a.js" }), "a.js": "", "index.js": "" },
    ".",
    { path: "index.js" },
  ],
  ["main of Pulumi.yaml", { "a.ts": "" }, "a.ts", { path: "a.ts" }],
  ["main of Pulumi.yaml without an extension", { "a.ts": "" }, "a", { path: "a.ts" }],
  [
    "ES modules",
    { "package.json": manifest({ type: "module" }), "index.mjs": "" },
    ".",
    { path: "index.mjs", esm: true, typescript: false },
  ],
  [
    "ES modules in TypeScript",
    { "package.json": manifest({ type: "module" }), "index.mts": "" },
    ".",
    { path: "index.mts", esm: true, typescript: true },
  ],
])("%s", (_what, files, main, expected) => {
  expect(entry(files, main)).toMatchObject(expected);
});

test("what package.json names and isn't there is passed over, which is said", () => {
  expect(entry({ "package.json": manifest({ main: "bin/" }), "index.ts": "" })).toMatchObject({
    path: "index.ts",
    note: expect.stringMatching(/^package.json names bin\/, which isn't there; .* is taken instead$/),
  });
});

test.each<[string, Record<string, string>, boolean, RegExp]>([
  [
    "no program",
    { "README.md": "" },
    true,
    /there is no program; write index.ts, or name the file as "main" in Pulumi.yaml$/,
  ],
  [
    "TypeScript that is switched off",
    { "index.ts": "" },
    false,
    /index.ts: is TypeScript, which Pulumi.yaml switches off; build the program first, or write typescript: true$/,
  ],
  [
    "a broken package.json",
    { "package.json": "{", "index.ts": "" },
    true,
    /package.json: is no valid JSON; correct it$/,
  ],
])("%s is told in one line", (_what, files, typescript, message) => {
  expect(() => entry(files, ".", typescript)).toThrow(message);
});

test("a program that isn't there", () => {
  expect(() => findEntry({ directory: "/nowhere", main: ".", typescript: true })).toThrow(
    `${join("/nowhere")}: there is no program`,
  );
});
