/** A value as Pulumi's SDK sends it: JSON, with marks where JSON has no word (sdk/nodejs/runtime/rpc.ts). */
export type Wire = string | number | boolean | null | undefined | Wire[] | WireObject;

export interface WireObject {
  [key: string]: Wire;
}

export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";
export const ASSET = "c44067f5952c0a294b673a41bacd8c17";
export const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
export const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
export const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** A protobuf `Struct`, or anything that gives its content in the same way. */
export interface WireStruct {
  toJavaScript(): { [key: string]: unknown };
}

export function isWireObject(wire: Wire): wire is WireObject {
  return typeof wire === "object" && wire !== null && !Array.isArray(wire);
}

/** What a protobuf `Struct` holds. */
export function readStruct(struct: WireStruct | undefined): WireObject {
  return (struct?.toJavaScript() ?? {}) as WireObject;
}

/** Something that the SDK reads as a protobuf `Struct`. In one process nothing needs to be encoded. */
export function makeStruct(content: WireObject): WireStruct {
  return { toJavaScript: () => content };
}

export function secretWire(value: Wire): WireObject {
  return { [SIGNATURE]: SECRET, value: value ?? null };
}

/** Whether any part of a value is unknown. */
export function containsUnknown(wire: Wire): boolean {
  if (wire === UNKNOWN) return true;
  if (Array.isArray(wire)) return wire.some(containsUnknown);
  if (!isWireObject(wire)) return false;
  if (wire[SIGNATURE] === OUTPUT && wire.value === undefined) return true;
  return Object.values(wire).some(containsUnknown);
}

/** Calls `visit` with each text inside a value. */
export function eachText(wire: Wire, visit: (text: string) => void): void {
  if (typeof wire === "string") visit(wire);
  else if (typeof wire === "number") visit(String(wire));
  else if (Array.isArray(wire)) for (const element of wire) eachText(element, visit);
  else if (isWireObject(wire))
    for (const [key, value] of Object.entries(wire)) if (key !== SIGNATURE) eachText(value, visit);
}

/**
 * Turns unknown and secret values into outputs, and gives those of the first level their dependencies, as the engine does
 * before a transform sees them (pkg/resource/deploy/source_eval.go, upgradeOutputValues).
 */
export function withOutputs(props: WireObject, dependencies: Record<string, string[]>): WireObject {
  const entries = Object.entries(props).map(([key, value]): [string, Wire] => {
    const upgraded = upgrade(value);
    const urns = dependencies[key] ?? [];
    const known = new Set(outputDependencies(upgraded));
    if (urns.every(urn => known.has(urn))) return [key, upgraded];
    const output = isOutput(upgraded) ? upgraded : { [SIGNATURE]: OUTPUT, value: upgraded };
    return [key, { ...output, dependencies: [...new Set([...dependenciesOf(output), ...urns])] }];
  });
  return Object.fromEntries(entries);
}

/** The resources that the outputs inside a value depend on. */
export function outputDependencies(wire: Wire): string[] {
  if (Array.isArray(wire)) return wire.flatMap(outputDependencies);
  if (!isWireObject(wire)) return [];
  const own = isOutput(wire) ? dependenciesOf(wire) : [];
  const inner = Object.entries(wire).filter(([key]) => key !== "dependencies" || !isOutput(wire));
  return [...own, ...inner.flatMap(([, value]) => outputDependencies(value))];
}

function upgrade(wire: Wire): Wire {
  if (wire === UNKNOWN) return { [SIGNATURE]: OUTPUT };
  if (Array.isArray(wire)) return wire.map(upgrade);
  if (!isWireObject(wire) || wire[SIGNATURE] === ASSET || wire[SIGNATURE] === ARCHIVE) return wire;
  if (wire[SIGNATURE] === SECRET) return secretOutput(wire.value);
  return Object.fromEntries(Object.entries(wire).map(([key, value]) => [key, upgrade(value)]));
}

function secretOutput(value: Wire): WireObject {
  return value === UNKNOWN
    ? { [SIGNATURE]: OUTPUT, secret: true }
    : { [SIGNATURE]: OUTPUT, secret: true, value: upgrade(value) ?? null };
}

function isOutput(wire: Wire): wire is WireObject {
  return isWireObject(wire) && wire[SIGNATURE] === OUTPUT;
}

function dependenciesOf(output: WireObject): string[] {
  return Array.isArray(output.dependencies) ? output.dependencies.map(String) : [];
}
