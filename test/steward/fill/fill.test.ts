import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fill } from "../../../images/steward/src/fill";
import { readSpec } from "../../../images/steward/src/spec";
import type { FillSpec } from "../../../lib/steward/fill";

let to: string;

beforeEach(() => {
  to = mkdtempSync(join(tmpdir(), "daytwo-fill-"));
});

afterEach(() => {
  rmSync(to, { recursive: true, force: true });
});

async function filled(files: FillSpec["files"]): Promise<void> {
  const spec = await readSpec(JSON.stringify({ to, files }), fill.spec);
  await fill.run(spec, new AbortController().signal);
}

const read = (path: string) => readFileSync(join(to, path), "utf8");
const modeOf = (path: string) => (statSync(join(to, path)).mode & 0o777).toString(8);

test("files are written with their modes, and nothing else", async () => {
  await filled({ "a/b/config.json": { content: "{}" }, secret: { content: "s3cret", mode: "0400" } });
  expect([read("a/b/config.json"), read("secret")]).toEqual(["{}", "s3cret"]);
  expect([modeOf("a/b/config.json"), modeOf("secret")]).toEqual(["444", "400"]);
  expect(readdirSync(to).sort()).toEqual(["a", "secret"]);
});

test("what is filled again is replaced, though nobody may write it", async () => {
  await filled({ secret: { content: "one", mode: "0400" } });
  writeFileSync(join(to, "secret.draft"), "left by a crash");
  await filled({ secret: { content: "two", mode: "0440" } });
  expect([read("secret"), modeOf("secret"), existsSync(join(to, "secret.draft"))]).toEqual(["two", "440", false]);
});

test("what is made up stays; only its mode follows", async () => {
  await filled({ password: { generate: 40, mode: "0400" } });
  const first = read("password");
  expect(first).toMatch(/^[A-Za-z0-9]{40}$/);
  await filled({ password: { generate: 60, mode: "0440" } });
  expect([read("password"), modeOf("password")]).toEqual([first, "440"]);
});

test("an empty file, which a full disk can leave, is no password", async () => {
  writeFileSync(join(to, "password"), "");
  await filled({ password: { generate: 12 } });
  expect(read("password")).toHaveLength(12);
});

test("templates come after what they name, wherever that stands", async () => {
  const from = join(to, "elsewhere");
  writeFileSync(from, "db\n");
  await filled({
    outer: { template: "<{{ url }}>" },
    url: { template: "postgres://u:{{password}}@{{host}}/{{unknown" },
    password: { generate: 10 },
    host: { from },
  });
  expect(read("outer")).toBe(`<postgres://u:${read("password")}@db/{{unknown>`);
});

test("owners are set where that is permitted", async () => {
  const own = `${process.getuid?.()}:${process.getgid?.()}`;
  await filled({ file: { content: "x", owner: own } });
  expect(statSync(join(to, "file")).uid).toBe(process.getuid?.());
});

test.each<[string, FillSpec["files"], string]>([
  [
    "a template of what is not there",
    { a: { template: "{{b}}" } },
    'a: names "b", which is not among the files; add it',
  ],
  [
    "templates in a circle",
    { a: { template: "{{b}}" }, b: { template: "{{a}}" } },
    "a: is made from itself, by way of a → b → a",
  ],
  ["a source that is missing", { a: { from: "/nonexistent/x" } }, "a: /nonexistent/x cannot be read (ENOENT)"],
])("%s is told", async (_, files, message) => {
  await expect(filled(files)).rejects.toThrow(message);
});

test("a link in the volume does not lead out of it", async () => {
  const outside = mkdtempSync(join(tmpdir(), "daytwo-outside-"));
  symlinkSync(outside, join(to, "way"));
  await expect(filled({ "way/file": { content: "x" } })).rejects.toThrow(`way/file: ${to}/way is no folder`);
  writeFileSync(join(outside, "target"), "kept");
  symlinkSync(join(outside, "target"), join(to, "link"));
  await filled({ link: { content: "x" } });
  expect(readFileSync(join(outside, "target"), "utf8")).toBe("kept");
  rmSync(outside, { recursive: true });
});

test("a volume that cannot be written is told", async () => {
  writeFileSync(join(tmpdir(), "daytwo-no-folder"), "");
  const spec = { to: join(tmpdir(), "daytwo-no-folder"), files: { a: { content: "x" } } };
  await expect(fill.run(spec, new AbortController().signal)).rejects.toThrow("a: cannot be written (ENOTDIR)");
});

const file = { content: "x" };
test.each<[string, object, string]>([
  ["a path that leaves", { "../a": file }, "files: ../a leaves the volume; write a path below it, without . and .."],
  ["an absolute path", { "/a": file }, "files: /a leaves the volume; write a path below it, without . and .."],
  [
    "a path in between",
    { "a/../../b": file },
    "files: a/../../b leaves the volume; write a path below it, without . and ..",
  ],
  ["no content", { a: {} }, "files.a: is none of content, from, generate or template; write one of them"],
  [
    "two contents",
    { a: { content: "x", from: "/y" } },
    "files.a: is none of content, from, generate or template; write one of them",
  ],
  ["a mode", { a: { ...file, mode: "999" } }, 'files.a.mode: is no file mode; write octal digits, such as "0440"'],
  ["a password that is too short", { a: { generate: 4 } }, "files.a.generate: Too small: expected number to be >=8"],
  ["an unknown key", { a: { ...file, contents: "y" } }, 'files.a: Unrecognized key: "contents"'],
  ["an owner", { a: { ...file, owner: "root" } }, 'files.a.owner: is no owner; write numbers, such as "70" or "70:70"'],
])("%s is refused", async (_, files, message) => {
  await expect(filled(files as FillSpec["files"])).rejects.toThrow(message);
});
