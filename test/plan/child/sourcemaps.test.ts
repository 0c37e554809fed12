import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { transformSync } from "esbuild";
import { SourceMaps } from "../../../lib/plan/child/sourcemaps";
import { makeProject } from "../make-project";

const SOURCE = "interface Unused { a: number }\n\nexport function fail() {\n  throw new Error();\n}\n";
const place = (code: string) => {
  const lines = code.slice(0, code.indexOf("throw")).split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
};

test("of a file as it was turned into on being loaded", () => {
  const directory = makeProject({ "index.ts": SOURCE }, { packages: false });
  const file = join(directory, "index.ts");
  const { code } = transformSync(SOURCE, {
    loader: "ts",
    sourcemap: "inline",
    sourcefile: file,
    minifyWhitespace: true,
  });
  const maps = new SourceMaps();
  maps.remember(file, code);
  const { line, column } = place(code);
  expect(maps.position(file, line, column)).toEqual({ file, line: 4, column: 3 });
  expect(maps.stack(`at fail (${file}:${line}:${column})`)).toBe(`at fail (${file}:4:3)`);
  expect(maps.stack(`at ${pathToFileURL(file)}:${line}:${column}`)).toBe(`at ${file}:4:3`);
});

test("of a file that was built", () => {
  const { code, map } = transformSync(SOURCE, { loader: "ts", sourcemap: "external", sourcefile: "../src/index.ts" });
  const directory = makeProject(
    { "bin/index.js": `${code}//# sourceMappingURL=index.js.map\n`, "bin/index.js.map": map, "src/index.ts": SOURCE },
    { packages: false },
  );
  const { line, column } = place(code);
  expect(new SourceMaps().position(join(directory, "bin/index.js"), line, column)).toEqual({
    file: join(directory, "src/index.ts"),
    line: 4,
    column: 3,
  });
});

test.each<[string, Record<string, string>]>([
  ["without a map", { "a.js": "x" }],
  ["whose map is gone", { "a.js": "//# sourceMappingURL=gone.map" }],
  ["whose map is broken", { "a.js": "//# sourceMappingURL=a.map", "a.map": "{" }],
  ["of a package", { "node_modules/a.js": "//# sourceMappingURL=a.map" }],
])("a file %s is taken as it is", (_what, files) => {
  const directory = makeProject(files, { packages: false });
  const file = join(directory, Object.keys(files)[0] ?? "");
  expect(readFileSync(file)).toBeDefined();
  expect(new SourceMaps().position(file, 1, 1)).toEqual({ file, line: 1, column: 1 });
});

test("a place that isn't in a file is left alone", () => {
  expect(new SourceMaps().stack("at fail (/nowhere/index.js:1:1)")).toBe("at fail (/nowhere/index.js:1:1)");
});
