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

/** How a run reads values. */
export interface Reader {
  /** A plain text: it may stand for something unknown, or hold a secret. */
  text(text: string): PlanValue;
  /** A key, which may hold a secret, too. */
  key(key: string): string;
  /** Told of every value that is marked secret. */
  secret(value: Wire): void;
}

/** A value off the wire in the plan's form. The values of secrets stay behind. */
export function planValue(wire: Wire, reader: Reader): PlanValue {
  if (wire === UNKNOWN) return { $unknown: true };
  if (typeof wire === "string") return reader.text(wire);
  if (wire === undefined || wire === null) return null;
  if (Array.isArray(wire)) return wire.map(element => planValue(element, reader));
  if (!isWireObject(wire)) return wire;
  return SIGNATURE in wire ? marked(wire, reader) : planValues(wire, reader);
}

export function planValues(wire: WireObject, reader: Reader): PlanValues {
  const values: PlanValues = {};
  for (const key in wire)
    values[reader.key(key)] = key === DYNAMIC_PROVIDER ? code(wire[key]) : planValue(wire[key], reader);
  return values;
}

/** The input in which a dynamic resource brings its provider's code along (sdk/nodejs/dynamic/index.ts). */
const DYNAMIC_PROVIDER = "__provider";

/** Only told apart by its digest: it is long, and may hold what the functions in it captured. */
function code(wire: Wire): PlanValue {
  const text = isWireObject(wire) && wire[SIGNATURE] === SECRET ? wire.value : wire;
  return typeof text === "string" && text !== UNKNOWN ? { $function: digest(text) } : { $unknown: true };
}

function digest(text: string): Digest {
  return { sha256: createHash("sha256").update(text).digest("hex"), bytes: Buffer.byteLength(text) };
}

function marked(wire: WireObject, reader: Reader): PlanValue {
  switch (wire[SIGNATURE]) {
    case SECRET:
      return secret(wire.value, reader);
    case OUTPUT:
      return wire.secret === true ? secret(known(wire), reader) : planValue(known(wire), reader);
    case ASSET:
      return { $asset: location(wire, reader) };
    case ARCHIVE:
      return {
        $archive: isWireObject(wire.assets) ? { assets: planValues(wire.assets, reader) } : location(wire, reader),
      };
    case RESOURCE:
      return { $resource: String(wire.urn) };
    default:
      return planValues(wire, reader);
  }
}

function known(output: WireObject): Wire {
  return output.value === undefined ? UNKNOWN : output.value;
}

function secret(value: Wire, reader: Reader): PlanValue {
  reader.secret(value);
  const unknown = containsUnknown(value) || containsUnknownText(value, reader);
  return unknown ? { $secret: true, $unknown: true } : { $secret: true };
}

function containsUnknownText(wire: Wire, reader: Reader): boolean {
  if (typeof wire === "string") return isUnknown(reader.text(wire));
  if (Array.isArray(wire)) return wire.some(element => containsUnknownText(element, reader));
  return isWireObject(wire) && Object.values(wire).some(element => containsUnknownText(element, reader));
}

function isUnknown(value: PlanValue): boolean {
  return typeof value === "object" && value !== null && "$unknown" in value;
}

type Location = { path: PlanValue } | { text: PlanValue } | { uri: PlanValue } | Digest;

/** Longer texts of assets are shown by their digests. */
const LONGEST_TEXT = 1_000;

function location(wire: WireObject, reader: Reader): Location {
  if (typeof wire.path === "string") return { path: reader.text(wire.path) };
  if (typeof wire.uri === "string") return { uri: reader.text(wire.uri) };
  const content = String(wire.text ?? "");
  return content.length > LONGEST_TEXT ? digest(content) : { text: reader.text(content) };
}
