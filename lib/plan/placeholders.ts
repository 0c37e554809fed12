import { createHash } from "node:crypto";

const PLACEHOLDER = /(?:unknown|secret)-[0-9a-f]{12}/g;

/**
 * Texts that stand for values which nobody knows here, where a program insists on a plain text. They survive being put
 * into longer texts, and are told apart there. The same value has the same placeholder in every run, because it may end
 * up in a resource's name.
 */
export class Placeholders {
  private readonly issued = new Map<string, { kind: "unknown" | "secret"; subject: string }>();

  /** Stands for the value that `subject` names. */
  issue(kind: "unknown" | "secret", subject: string): string {
    const text = `${kind}-${createHash("sha256").update(subject).digest("hex").slice(0, 12)}`;
    this.issued.set(text, { kind, subject });
    return text;
  }

  /** What the placeholders inside a text stand for: a secret, something unknown, or nothing as there is none. */
  in(text: string): "unknown" | "secret" | undefined {
    if (this.issued.size === 0) return undefined;
    const kinds = this.found(text).map(({ kind }) => kind);
    return kinds.includes("secret") ? "secret" : kinds[0];
  }

  /** A message in which placeholders are explained. */
  explain(message: string): string {
    const subjects = new Set(this.found(message).map(({ subject }) => subject));
    if (subjects.size === 0) return message;
    const names = [...subjects].join(", ");
    return `${message}; the program needs the value of ${names}, which is unknown here: a fixtures file can give it`;
  }

  private found(text: string) {
    return (text.match(PLACEHOLDER) ?? []).flatMap(found => this.issued.get(found) ?? []);
  }
}
