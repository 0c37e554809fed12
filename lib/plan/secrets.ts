import type { Configuration } from "./configuration";
import { type Fixtures, fixtureSecrets } from "./fixtures";
import { eachText, type Wire } from "./wire";

/** Shorter texts stand inside others by chance; they are secret only as whole values. */
const SHORTEST_PART = 4;
const SHORTEST = 2;

/** Messages cut long values: so much of a secret's beginning is taken for the secret. */
const PREFIX = 12;
const HIDDEN = "[secret]";

/** Secret texts, to keep them out of everything that is shown. */
export class Secrets {
  private readonly whole = new Set<string>();
  /** The forms of each secret, with its number. */
  private readonly parts = new Map<string, number>();
  private ordered: readonly string[] = [];

  /** Notes every text inside a secret value, also as it stands in JSON, in addresses and in base64. */
  add(value: Wire): void {
    eachText(value, text => {
      if (text.length < SHORTEST || this.whole.has(text)) return;
      this.whole.add(text);
      const number = this.whole.size;
      for (const form of forms(text)) if (form.length >= SHORTEST_PART) this.parts.set(form, number);
    });
    if (this.ordered.length !== this.parts.size)
      this.ordered = [...this.parts.keys()].sort((a, b) => b.length - a.length);
  }

  /** Whether a text is a secret, or holds one. */
  isIn(text: string): boolean {
    return this.whole.has(text) || this.ordered.some(secret => text.includes(secret));
  }

  /** A name with `[secret-1]` in place of the first secret, and so on: names that differ stay different. */
  readonly number = (name: string): string =>
    this.ordered.reduce((rest, secret) => rest.replaceAll(secret, `[secret-${this.parts.get(secret)}]`), name);

  /** The text with `[secret]` in place of each secret. */
  readonly scrub = (text: string): string => {
    const scrubbed = this.ordered.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
    return this.ordered.reduce(hideBeginnings, scrubbed);
  };
}

/** The secrets of a stack's configuration and fixtures: known before the program runs. */
export function knownSecrets({ values, secret, partlyEncrypted }: Configuration, fixtures: Fixtures): Secrets {
  const secrets = new Secrets();
  const keys = secret.filter(key => !partlyEncrypted.includes(key));
  for (const key of keys) for (const part of [values[key], structure(values[key])]) secrets.add(part);
  secrets.add(fixtureSecrets(fixtures));
  return secrets;
}

function forms(text: string): string[] {
  const lines = text.includes("\n") ? text.split("\n").filter(line => line.length >= PREFIX) : [];
  return [text, text.trim(), ...lines].flatMap(part => [
    part,
    JSON.stringify(part).slice(1, -1),
    encodeURIComponent(part),
    Buffer.from(part).toString("base64"),
  ]);
}

function hideBeginnings(text: string, secret: string): string {
  if (secret.length <= PREFIX) return text;
  const [before = "", ...rest] = text.split(secret.slice(0, PREFIX));
  return [before, ...rest.map(after => after.slice(sharedLength(after, secret.slice(PREFIX))))].join(HIDDEN);
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** Structured configuration is JSON: its parts are secret one by one. */
function structure(value: string | undefined): Wire {
  if (!value || !/^[[{]/.test(value)) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
