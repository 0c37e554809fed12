import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "daytwo-packaging-"));
let tarball: string;

function run(command: string, args: string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

beforeAll(() => {
  run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], root);
  tarball = join(folder, readdirSync(folder).find(file => file.endsWith(".tgz")) ?? "");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A project with the packed package unpacked in it, and everything else that it needs linked. */
function project(name: string, files: Record<string, string>): string {
  const directory = join(folder, name);
  const modules = join(directory, "node_modules");
  mkdirSync(modules, { recursive: true });
  run("tar", ["xzf", tarball, "-C", modules], directory);
  cpSync(join(modules, "package"), join(modules, "daytwo"), { recursive: true });
  rmSync(join(modules, "package"), { recursive: true });
  for (const dependency of readdirSync(join(root, "node_modules")).filter(entry => !entry.startsWith(".")))
    symlinkSync(join(root, "node_modules", dependency), join(modules, dependency));
  for (const [file, content] of Object.entries(files)) writeFileSync(join(directory, file), content);
  return directory;
}

const program = `
import { Application, InputError, type ServiceArgs } from "daytwo";
import * as aws from "daytwo/aws";
import * as docker from "daytwo/docker";
import { plan as planProject, type Plan } from "daytwo/plan";
import { plan } from "daytwo/testing";

const service: ServiceArgs = { image: "ghcr.io/acme/shop:1", memory: "1GiB" };
export const planned: Promise<unknown> = plan(() => new Application("shop", { platform: aws, environment: "staging", service }));
export const registry: aws.RegistryArgs = { repositories: ["web"], keep: 5 };
export const notes: Promise<unknown> = plan(() => new Application("notes", { platform: docker, environment: "staging", service, database: {} , backups: { password: "a".repeat(12) } }));
export const project: (directory: string) => Promise<Plan> = planProject;
export const kind: boolean = InputError.isInstance(undefined);
`;

/** Each mistake that a type should catch, marked as expected; TypeScript fails when one is none. */
const mistakes = `
import { Application } from "daytwo";
import * as aws from "daytwo/aws";
import * as docker from "daytwo/docker";
// @ts-expect-error a misspelt property
new Application("shop", { platform: aws, environment: "staging", servce: {} });
// @ts-expect-error a unit that is none
new Application("shop", { platform: aws, environment: "staging", service: { image: "a", memory: "1GB" } });
// @ts-expect-error a platform's option of the wrong type
new Application("shop", { platform: aws, environment: "staging", foundation: { vpc: { zones: 4 } } });
// @ts-expect-error the same of a part that can be made without options
new Application("shop", { platform: docker, environment: "staging", foundation: { leastDisk: 7 } });
// @ts-expect-error what another platform has
new Application("shop", { platform: aws, environment: "staging", target: { ports: { http: 80 } } });
`;

const checkTypes = (compiler: string, options: string[], directory: string) =>
  run(
    process.execPath,
    [
      join(root, "node_modules", compiler, "bin/tsc"),
      "--strict",
      "--skipLibCheck",
      "--noEmit",
      "--target",
      "es2022",
      "--types",
      "node",
      ...options,
    ],
    directory,
  );

describe("the packed package", () => {
  it("is required by name from CommonJS", () => {
    const check =
      'const { plan } = require("daytwo/testing"); const { Application } = require("daytwo"); const aws = require("daytwo/aws");';
    const use =
      'plan(() => new Application("shop", { platform: aws, environment: "staging", service: { image: "a" } })).then(({ resources }) => console.log(resources.length));';
    const directory = project("commonjs", { "index.js": check + use });
    expect(Number(run(process.execPath, ["index.js"], directory))).toBeGreaterThan(50);
  });

  it("is imported by name from an ES module, as the same one that CommonJS sees", () => {
    const code = `
      import { createRequire } from "node:module";
      import { Application, InputError } from "daytwo";
      import * as aws from "daytwo/aws";
      import { plan } from "daytwo/testing";
      const require = createRequire(import.meta.url);
      const error = await plan(() => new Application("shop", { platform: aws, environment: "staging" })).catch(thrown => thrown);
      console.log(error instanceof InputError, InputError === require("daytwo").InputError);`;
    const directory = project("esm", { "index.mjs": code, "package.json": '{ "type": "module" }' });
    expect(run(process.execPath, ["index.mjs"], directory).trim()).toBe("true true");
  });

  it.each([
    ["nodenext, CommonJS", "tsgo", ["--module", "nodenext", "index.ts", "mistakes.ts"], {}],
    ["nodenext, ES module", "tsgo", ["--module", "nodenext", "index.ts"], { "package.json": '{ "type": "module" }' }],
    [
      "the classic node resolution, as Pulumi's own loader has it",
      "typescript",
      ["--module", "commonjs", "--moduleResolution", "node", "index.ts"],
      {},
    ],
  ])("has types for %s", (name, compiler, options, extra) => {
    const directory = project(name.replace(/\W+/g, "-"), { "index.ts": program, "mistakes.ts": mistakes, ...extra });
    expect(checkTypes(compiler, options, directory)).toBe("");
  });

  it("holds no test, no source map to a file that is not there, and its licence", () => {
    const files = run("tar", ["tzf", tarball], folder).split("\n");
    expect(files).toEqual(
      expect.arrayContaining([
        "package/LICENSE",
        "package/README.md",
        "package/dist/cli/main.js",
        "package/dist/aws.d.ts",
        "package/dist/docker.d.ts",
        // What the steward's image is built from, on the user's host.
        "package/dist/images/steward/Dockerfile",
        "package/dist/images/steward/steward.js",
      ]),
    );
    expect(files.filter(file => /\.test\.|\.tsbuildinfo/.test(file))).toEqual([]);
  });
});

describe.each([
  [
    "aws",
    ["aws:s3/bucket:Bucket", "aws:ecs/service:Service", "aws:scheduler/schedule:Schedule", "aws:backup/plan:Plan"],
  ],
  ["docker", ["docker:index/container:Container", "docker:index/volume:Volume", "docker:index/image:Image"]],
])("examples/%s, installed from the packed package", (platform, expected) => {
  it("plans", () => {
    const directory = join(folder, `example-${platform}`);
    cpSync(join(root, "examples", platform), directory, {
      recursive: true,
      filter: source => !source.includes("node_modules"),
    });
    run("npm", ["install", tarball, "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"], directory);
    const plan = JSON.parse(run("npx", ["daytwo", "preview", "--json"], directory));
    const types = plan.resources.map(({ type }: { type: string }) => type);
    expect(types).toEqual(expect.arrayContaining(expected));
    expect(plan.failure).toBeUndefined();
  });
});
