import { eachText, type Wire } from "./wire";

/** Shorter texts stand in too many places by chance. */
const SHORTEST = 4;
const HIDDEN = "[secret]";

/** The secret texts that a run has met, to keep them out of everything that is shown. */
export class Secrets {
  private readonly texts = new Set<string>();
  private ordered: readonly string[] = [];

  /** Notes every text inside a secret value, also as it stands in JSON, in addresses and in base64. */
  add(value: Wire): void {
    eachText(value, text => {
      if (text.length < SHORTEST || this.texts.has(text)) return;
      for (const form of forms(text)) this.texts.add(form);
    });
    if (this.ordered.length !== this.texts.size) this.ordered = [...this.texts].sort((a, b) => b.length - a.length);
  }

  /** Whether a text holds a secret. */
  isIn(text: string): boolean {
    return this.ordered.some(secret => text.includes(secret));
  }

  /** The text with `[secret]` in place of each secret. */
  scrub(text: string): string {
    return this.ordered.reduce((scrubbed, secret) => scrubbed.replaceAll(secret, HIDDEN), text);
  }
}

function forms(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  return [text, json, encodeURIComponent(text), Buffer.from(text).toString("base64")];
}
