import { createHash } from "node:crypto";
import type { Digest, PlanValue, PlanValues } from "./model";
import {
  ARCHIVE,
  ASSET,
  containsUnknown,
  isWireObject,
  OUTPUT,
  RESOURCE,
  SECRET,
  SIGNATURE,
  UNKNOWN,
  type Wire,
  type WireObject,
} from "./wire";

/** Reads a plain text: it may stand for something unknown or hold a secret. */
export type ReadText = (text: string) => PlanValue;

/** A value off the wire in the plan's form. The values of secrets stay behind. */
export function planValue(wire: Wire, text: ReadText): PlanValue {
  if (wire === UNKNOWN) return { $unknown: true };
  if (typeof wire === "string") return text(wire);
  if (wire === undefined || wire === null) return null;
  if (Array.isArray(wire)) return wire.map(element => planValue(element, text));
  if (!isWireObject(wire)) return wire;
  return SIGNATURE in wire ? marked(wire, text) : planValues(wire, text);
}

export function planValues(wire: WireObject, text: ReadText): PlanValues {
  const values: PlanValues = {};
  for (const key in wire) values[key] = key === DYNAMIC_PROVIDER ? code(wire[key]) : planValue(wire[key], text);
  return values;
}

/** The input in which a dynamic resource brings its provider's code along (sdk/nodejs/dynamic/index.ts). */
const DYNAMIC_PROVIDER = "__provider";

/** Only told apart by its digest: it is long, and may hold what the functions in it captured. */
function code(wire: Wire): PlanValue {
  const text = isWireObject(wire) && wire[SIGNATURE] === SECRET ? wire.value : wire;
  return typeof text === "string" ? { $function: digest(text) } : { $unknown: true };
}

function digest(text: string): Digest {
  return { sha256: createHash("sha256").update(text).digest("hex"), bytes: Buffer.byteLength(text) };
}

function marked(wire: WireObject, text: ReadText): PlanValue {
  switch (wire[SIGNATURE]) {
    case SECRET:
      return secret(wire.value, text);
    case OUTPUT:
      return wire.secret === true ? secret(known(wire), text) : planValue(known(wire), text);
    case ASSET:
      return { $asset: location(wire, text) };
    case ARCHIVE:
      return { $archive: isWireObject(wire.assets) ? { assets: planValues(wire.assets, text) } : location(wire, text) };
    case RESOURCE:
      return { $resource: String(wire.urn) };
    default:
      return planValues(wire, text);
  }
}

function known(output: WireObject): Wire {
  return output.value === undefined ? UNKNOWN : output.value;
}

function secret(value: Wire, text: ReadText): PlanValue {
  const unknown = containsUnknown(value) || containsUnknownText(value, text);
  return unknown ? { $secret: true, $unknown: true } : { $secret: true };
}

function containsUnknownText(wire: Wire, text: ReadText): boolean {
  if (typeof wire === "string") return isUnknown(text(wire));
  if (Array.isArray(wire)) return wire.some(element => containsUnknownText(element, text));
  return isWireObject(wire) && Object.values(wire).some(element => containsUnknownText(element, text));
}

function isUnknown(value: PlanValue): boolean {
  return typeof value === "object" && value !== null && "$unknown" in value;
}

type Location = { path: PlanValue } | { text: PlanValue } | { uri: PlanValue } | Digest;

/** Longer texts of assets are shown by their digests. */
const LONGEST_TEXT = 1_000;

function location(wire: WireObject, text: ReadText): Location {
  if (typeof wire.path === "string") return { path: text(wire.path) };
  if (typeof wire.uri === "string") return { uri: text(wire.uri) };
  const content = String(wire.text ?? "");
  return content.length > LONGEST_TEXT ? digest(content) : { text: text(content) };
}
