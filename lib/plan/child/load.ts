import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Entry } from "./entry";
import type { SourceMaps } from "./sourcemaps";
import { understandTypeScript } from "./typescript";

/** Loads a program and gives its outputs: what it exports, or what the function that it exports returns. */
export async function loadProgram(entry: Entry, maps: SourceMaps): Promise<unknown> {
  const exported = entry.esm ? await importProgram(entry) : requireProgram(entry, maps);
  return typeof exported === "function" ? exported() : exported;
}

function requireProgram(entry: Entry, maps: SourceMaps): unknown {
  understandTypeScript(maps);
  return createRequire(join(entry.path, "..", "program.js"))(entry.path);
}

async function importProgram(entry: Entry): Promise<unknown> {
  if (entry.typescript) {
    const tsx = await import("tsx/esm/api");
    tsx.register();
  }
  const exported: Record<string, unknown> = await import(pathToFileURL(entry.path).href);
  if (!("default" in exported)) return exported;
  if (Object.keys(exported).length !== 1)
    throw new Error("expected entrypoint module to have either a default export or named exports but not both");
  return exported.default;
}
