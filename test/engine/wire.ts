import { createHash } from "node:crypto";
import type { Digest, PlanValue, PlanValues } from "../../lib/plan/model";

/**
 * The engine's own notation of values in saved plans and states, in the form of the offline plan. It is written anew
 * here, so that a mistake in the plan's reading is seen.
 */
export type Wire = string | number | boolean | null | undefined | Wire[] | { [key: string]: Wire };

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SIGNATURE = "4dabf18193072939515e22adb298388d";

type Marked = { [key: string]: Wire };

const MARKED: Record<string, (value: Marked) => PlanValue> = {
  "1b47061264138c4ac30d75fd1eb44270": ({ plaintext }) => secret(String(plaintext)),
  c44067f5952c0a294b673a41bacd8c17: value => ({ $asset: location(value) }),
  "0def7320c3a5731c473e5ecbe6d01bc7": value => ({ $archive: contents(value) }),
  "5cf8f73096256a8f31e491e813e4eb8e": ({ urn }) => ({ $resource: String(urn) }),
};

export function planValues(wires: { [key: string]: Wire }): PlanValues {
  return Object.fromEntries(
    Object.entries(wires).map(([key, wire]) => [key, key === "__provider" ? code(wire) : planValue(wire)]),
  );
}

/** The provider of a dynamic resource is the text of its functions, of which the plan gives the digest. */
function code(wire: Wire): PlanValue {
  return { $function: digest(String(wire)) };
}

function digest(text: string): Digest {
  return { bytes: Buffer.byteLength(text), sha256: createHash("sha256").update(text).digest("hex") };
}

function planValue(wire: Wire): PlanValue {
  if (wire === UNKNOWN) return { $unknown: true };
  if (wire === "[secret]") return { $secret: true };
  if (wire === undefined || wire === null) return null;
  if (typeof wire !== "object") return wire;
  if (Array.isArray(wire)) return wire.map(planValue);
  const read = MARKED[String(wire[SIGNATURE])];
  return read ? read(wire) : planValues(wire);
}

function secret(plaintext: string): PlanValue {
  return plaintext.includes(UNKNOWN) ? { $secret: true, $unknown: true } : { $secret: true };
}

/** Of a text longer than this the plan gives the digest, too. */
const LONGEST_TEXT = 1_000;

function location({ path, text, uri }: Marked): { path: string } | { text: string } | { uri: string } | Digest {
  if (path) return { path: String(path) };
  if (uri) return { uri: String(uri) };
  const content = String(text);
  return content.length > LONGEST_TEXT ? digest(content) : { text: content };
}

function contents({ assets, path, uri }: Marked): { path: string } | { uri: string } | { assets: PlanValues } {
  if (path) return { path: String(path) };
  if (uri) return { uri: String(uri) };
  return { assets: planValues(isObject(assets) ? assets : {}) };
}

function isObject(wire: Wire): wire is Marked {
  return typeof wire === "object" && wire !== null && !Array.isArray(wire);
}
