import { existsSync, lstatSync, readFileSync, realpathSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { ProjectError } from "../errors";
import type { ProgramFile } from "./job";

/** What is to be loaded, and how. */
export interface Entry {
  /** A file, or a directory that `require` resolves. */
  path: string;
  /** Whether the project is of ES modules. */
  esm: boolean;
  /** Whether the first file is TypeScript. */
  typescript: boolean;
  /** Something to say about the choice. */
  note?: string;
}

interface Manifest {
  type?: string;
  main?: string;
  exports?: unknown;
}

const ESM_NAMES = ["index.js", "index.mjs", "index.ts", "index.mts"];
const REQUIRED_NAMES = ["index.js", "index.json", "index.node", "index.ts", "index.tsx"];
const TYPESCRIPT = new Set([".ts", ".tsx", ".mts", ".cts"]);

/** Finds what Pulumi would run (sdk/nodejs/cmd/run/run.ts). @throws ProjectError when there is nothing. */
export function findEntry(program: ProgramFile): Entry {
  const { path: found, note } =
    program.main === "." ? fromManifest(program.directory) : { path: join(program.directory, program.main) };
  const { type } = manifestNear(found).manifest;
  const esm = type === "module";
  const path = firstFile(found, esm ? ESM_NAMES : REQUIRED_NAMES);
  const entry = { path: esm ? realpathSync(path) : path, esm, typescript: TYPESCRIPT.has(extname(path)) };
  if (entry.typescript && !program.typescript)
    throw new ProjectError(
      `${path}: is TypeScript, which Pulumi.yaml switches off; build the program first, or write typescript: true`,
    );
  return note ? { ...entry, note } : entry;
}

function fromManifest(directory: string): { path: string; note?: string } {
  const { manifest, root } = manifestNear(directory);
  const named = exported(manifest.exports) ?? (manifest.exports === undefined ? manifest.main : undefined);
  if (!named) return { path: directory };
  const path = join(root, named);
  if (existsSync(path)) return { path };
  return { path: directory, note: `package.json names ${named}, which isn't there; ${directory} is taken instead` };
}

/** What `exports` names for the package itself. */
function exported(exports: unknown): string | undefined {
  if (typeof exports === "string") return exports;
  if (typeof exports !== "object" || exports === null || !("." in exports)) return undefined;
  const main = exports["."];
  if (typeof main === "string") return main;
  if (typeof main !== "object" || main === null) return undefined;
  const chosen = ["default", "require", "import"].map(
    condition => Object.entries(main).find(([key]) => key === condition)?.[1],
  );
  return chosen.find(value => typeof value === "string");
}

/** The nearest `package.json`, and where it lies. */
function manifestNear(path: string): { manifest: Manifest; root: string } {
  const start = existsSync(path) && lstatSync(path).isDirectory() ? path : dirname(path);
  for (let current = resolve(start); ; current = dirname(current)) {
    const file = join(current, "package.json");
    if (existsSync(file)) return { manifest: parse(file), root: current };
    if (dirname(current) === current) return { manifest: {}, root: start };
  }
}

function parse(file: string): Manifest {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new ProjectError(`${file}: is no valid JSON; correct it`);
  }
}

function firstFile(path: string, names: readonly string[]): string {
  if (isFile(path)) return path;
  const [withExtension] = [...TYPESCRIPT, ".js", ".cjs", ".mjs"].map(extension => path + extension).filter(isFile);
  if (withExtension && !existsSync(path)) return withExtension;
  const index = names.map(name => join(path, name)).find(isFile);
  if (index) return index;
  throw new ProjectError(`${path}: there is no program; write index.ts, or name the file as "main" in Pulumi.yaml`);
}

function isFile(path: string): boolean {
  return existsSync(path) && lstatSync(realpathSync(path)).isFile();
}
