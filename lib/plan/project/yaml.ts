import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { CORE_SCHEMA, load, Type, YAMLException } from "js-yaml";
import { ProjectError } from "../errors";

/** The key `<<`, which js-yaml knows by this tag. */
const merge = new Type("tag:yaml.org,2002:merge", { kind: "scalar", resolve: key => key === "<<" });

/** YAML as Pulumi reads it: dates stay texts, `<<` merges. */
const SCHEMA = CORE_SCHEMA.extend({ implicit: [merge] });

/** Reads a YAML or JSON file. @throws ProjectError that names the place of what is malformed. */
export function readYaml(path: string): unknown {
  return parseYaml(read(path), basename(path));
}

/** @param name how messages call the text */
export function parseYaml(text: string, name: string): unknown {
  try {
    const content = load(text.replace(/^\uFEFF/, ""), { schema: SCHEMA });
    if (holdsItself(content))
      throw new ProjectError(`${name}: an alias stands inside its own anchor; write the value out`);
    return content;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { line, column } = error.mark ?? { line: 0, column: 0 };
    throw new ProjectError(`${name}:${line + 1}:${column + 1}: is no valid YAML (${error.reason}); correct this line`);
  }
}

function holdsItself(value: unknown, within: readonly unknown[] = []): boolean {
  if (typeof value !== "object" || value === null) return false;
  return within.includes(value) || Object.values(value).some(part => holdsItself(part, [...within, value]));
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const reason = isMap(error) ? error.code : error;
    throw new ProjectError(`${path}: can't be read (${reason}); check the path and who may read it`);
  }
}

export type YamlMap = { [key: string]: unknown };

export function isMap(value: unknown): value is YamlMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
