/** A text in quotes, or a whole number of so many digits that JavaScript would round it. */
const LONG_NUMBER = /"(?:[^"\\]|\\.)*"|-?\b\d{16,}\b(?![.eE])/g;

/** The object that a structured line holds, with each of its digits; `undefined` for a line of text. */
export function structured(text: string): Record<string, unknown> | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith("{") || !trimmed.endsWith("}")) return undefined;
  try {
    const exact = /\d{16}/.test(trimmed) ? trimmed.replace(LONG_NUMBER, quoted) : trimmed;
    const value: unknown = JSON.parse(exact);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function quoted(found: string): string {
  return found.startsWith('"') ? found : `"${found}"`;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
