import { wholeKey } from "../configuration";
import type { FixtureValue } from "../fixtures";
import type { ProjectMistakes } from "./mistakes";
import { isMap, type YamlMap } from "./yaml";

/** The type of a configuration value. */
export interface ValueType {
  type: string;
  /** Of the elements of an array. */
  items?: ValueType;
}

/** What `Pulumi.yaml` says of one configuration key. */
export interface Declaration {
  valueType?: ValueType;
  /** The value where the stack gives none. */
  fallback?: FixtureValue;
  /** Whether the stack must give it encrypted. */
  secret: boolean;
  /** Whether the stack must give it, because there is no fallback. */
  required: boolean;
}

const TYPES = ["string", "integer", "boolean", "array", "object"];

/** Reads the `config` section of `Pulumi.yaml` (pkg/workspace/config.go; short forms: sdk/go/common/workspace/project.go). */
export function declarations(
  config: unknown,
  project: string,
  file: string,
  mistakes: ProjectMistakes,
): Record<string, Declaration> {
  if (!isMap(config)) {
    if (config !== undefined && config !== null && typeof config !== "string")
      mistakes.add(`${file}: "config" must be a map of keys; write config: {}`);
    return {};
  }
  const entries = Object.entries(config).map(([key, value]): [string, Declaration] => [
    wholeKey(project, key),
    declaration(key, wholeKey(project, key).startsWith(`${project}:`), value, file, mistakes),
  ]);
  return Object.fromEntries(entries);
}

function declaration(key: string, own: boolean, value: unknown, file: string, mistakes: ProjectMistakes): Declaration {
  if (!isMap(value)) return { fallback: value as FixtureValue, secret: false, required: false };
  const where = `${file}: config ${key}`;
  const fallback = (value.value ?? value.default) as FixtureValue | undefined;
  if (value.value !== undefined && value.default !== undefined)
    mistakes.add(`${where}: has both "default" and "value"; keep one of them`);
  if (!own) checkForeign(value, where, mistakes);
  const valueType = own ? valueTypeOf(value, where, mistakes) : undefined;
  if (valueType && fallback !== undefined && !fits(valueType, fallback))
    mistakes.add(`${where}: its default is of another type; write ${article(typeName(valueType))}`);
  return {
    secret: value.secret === true,
    required: own && fallback === undefined,
    ...(valueType && { valueType }),
    ...(fallback !== undefined && { fallback }),
  };
}

function checkForeign(value: YamlMap, where: string, mistakes: ProjectMistakes): void {
  if (value.type !== undefined || value.default !== undefined)
    mistakes.add(`${where}: belongs to another namespace, which has no types and defaults; write value: …`);
  else if (value.value === undefined) mistakes.add(`${where}: has no value; write value: …`);
}

function valueTypeOf(value: YamlMap, where: string, mistakes: ProjectMistakes): ValueType | undefined {
  if (value.type === undefined) return undefined;
  const type = String(value.type);
  if (!TYPES.includes(type)) {
    mistakes.add(`${where}: there is no type ${type}; write one of ${TYPES.join(", ")}`);
    return undefined;
  }
  if (type !== "array") return { type };
  if (!isMap(value.items)) {
    mistakes.add(`${where}: an array needs the type of its elements; write items: { type: string }`);
    return undefined;
  }
  const items = valueTypeOf(value.items, `${where} items`, mistakes);
  return items ? { type, items } : undefined;
}

/** Whether a value is of a type, as Pulumi has it: texts that read as integers or booleans count as such. */
export function fits({ type, items }: ValueType, value: unknown): boolean {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "integer":
      return Number.isInteger(value) || (typeof value === "string" && /^[+-]?\d+$/.test(value));
    case "boolean":
      return typeof value === "boolean" || value === "true" || value === "false";
    case "object":
      return isMap(value);
    default:
      return Array.isArray(value) && items !== undefined && value.every(element => fits(items, element));
  }
}

/** `array<string>` */
export function typeName({ type, items }: ValueType): string {
  return items ? `array<${typeName(items)}>` : type;
}

/** `an array<string>` */
export function article(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}
