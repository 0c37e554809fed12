import { existsSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { isKey, wholeKey } from "../configuration";
import { ProjectError } from "../errors";
import type { FixtureValue } from "../fixtures";
import { Placeholders } from "../placeholders";
import { ProjectMistakes } from "./mistakes";
import type { Project } from "./project";
import { isMap, readYaml } from "./yaml";

/** What a stack file says. Keys are whole. */
export interface StackFile {
  /** How messages call it. */
  name: string;
  values: Record<string, FixtureValue>;
  /** Keys whose whole value is encrypted. */
  encrypted: string[];
  /** Keys of structured values that hold encrypted parts, which are placeholders in `values`. */
  partlyEncrypted: string[];
  /** What those placeholders stand for. */
  placeholders: string[];
  /** Environments that configuration is imported from. */
  environments: string[];
}

const STACK_NAME = /^[A-Za-z0-9_.-]{1,100}$/;

/** The stacks that have a file, sorted by name. */
export function stackNames(project: Project): string[] {
  const extension = extname(project.file);
  if (!existsSync(project.stackDirectory)) return [];
  const names = readdirSync(project.stackDirectory)
    .filter(file => file.startsWith("Pulumi.") && file.endsWith(extension) && file !== project.file)
    .map(file => file.slice("Pulumi.".length, -extension.length));
  return names.filter(name => STACK_NAME.test(name)).sort();
}

/** @throws ProjectError when a stack can't have that name. */
export function checkStackName(name: string): void {
  if (!STACK_NAME.test(name))
    throw new ProjectError(
      `stack ${JSON.stringify(name)}: is no stack name; write 1 to 100 letters, digits, hyphens, underscores and periods`,
    );
}

/** Reads a stack's file; `undefined` when there is none. @throws ProjectError for each mistake in it. */
export function readStackFile(project: Project, stack: string): StackFile | undefined {
  const name = `Pulumi.${stack}${extname(project.file)}`;
  const path = join(project.stackDirectory, name);
  if (!existsSync(path)) return undefined;
  const content = readYaml(path) ?? {};
  if (!isMap(content)) throw new ProjectError(`${name}: must be a map; write config: { … }`);
  const config = content.config ?? {};
  if (!isMap(config)) throw new ProjectError(`${name}: "config" must be a map of keys; write config: { key: value }`);
  const file: StackFile = {
    name,
    values: {},
    encrypted: [],
    partlyEncrypted: [],
    placeholders: [],
    environments: environmentNames(content.environment),
  };
  const mistakes = new ProjectMistakes();
  for (const [key, value] of Object.entries(config)) {
    if (isKey(key)) readValue(file, wholeKey(project.name, key), value, mistakes);
    else mistakes.add(`${name}: config ${key}: is no configuration key; write name or namespace:name`);
  }
  mistakes.throwIfAny();
  return file;
}

function readValue(file: StackFile, key: string, value: unknown, mistakes: ProjectMistakes): void {
  if (isMap(value) && "secure" in value) {
    if (isEncrypted(value)) file.encrypted.push(key);
    else
      mistakes.add(
        `${file.name}: config ${key}: "secure" must be an encrypted text; set it with pulumi config set --secret`,
      );
    return;
  }
  const placeholders = file.placeholders.length;
  file.values[key] =
    isMap(value) || Array.isArray(value) ? readPart(file, key, value) : ((value ?? "") as FixtureValue);
  if (file.placeholders.length > placeholders) file.partlyEncrypted.push(key);
}

function readPart(file: StackFile, path: string, value: unknown): FixtureValue {
  if (isMap(value) && isEncrypted(value)) {
    file.placeholders.push(path);
    return new Placeholders().issue("secret", path);
  }
  if (Array.isArray(value)) return value.map((element, index) => readPart(file, `${path}[${index}]`, element));
  if (!isMap(value)) return (value ?? null) as FixtureValue;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, readPart(file, `${path}.${key}`, part)]));
}

function isEncrypted(value: { [key: string]: unknown }): boolean {
  return Object.keys(value).length === 1 && typeof value.secure === "string";
}

function environmentNames(environment: unknown): string[] {
  if (environment === undefined || environment === null) return [];
  const imports = isMap(environment) ? (environment.imports ?? ["(written in the stack file)"]) : environment;
  return (Array.isArray(imports) ? imports : [imports]).map(name =>
    isMap(name) ? (Object.keys(name)[0] ?? "") : String(name),
  );
}
