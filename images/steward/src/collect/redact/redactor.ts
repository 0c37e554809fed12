import { REDACTIONS, type Redaction } from "../../../../../lib/logs";
import { cards } from "./cards";
import { addresses, emails, phones } from "./contact";
import { credentials, isSecretName } from "./credentials";
import { patternRules } from "./patterns";
import type { Rule } from "./rule";

const RULES: Readonly<Record<Redaction, Rule>> = {
  "access-key": credentials,
  email: emails,
  "card-number": cards,
  "ip-address": addresses,
  "phone-number": phones,
};

/** The order in which they look: a password before an `@` is no part of an e-mail address. */
const ORDER: readonly Redaction[] = ["access-key", "email", "card-number", "ip-address", "phone-number"];

/** What is counted as hidden. */
export const KINDS = [...REDACTIONS, "custom"] as const;

export type Kind = (typeof KINDS)[number];

/** How deep a structured line may be nested. */
const DEEPEST = 64;

/** A line that is nested too deep to be looked through field by field. */
export class TooDeep extends Error {}

export interface Redactor {
  text(text: string): string;
  /** @throws TooDeep */
  value(value: unknown): unknown;
}

/** Hides what is asked for, and tells of each thing that it hid. */
export function redactor(
  kinds: readonly Redaction[],
  patterns: readonly string[],
  hid: (kind: Kind) => void,
): Redactor {
  const rules = chosen(kinds, patterns).map(({ kind, rule }) => {
    const hide = () => {
      hid(kind);
      return `[redacted:${kind}]`;
    };
    return { kind, rule, hide };
  });
  const text = (from: string) => rules.reduce((left, { rule, hide }) => rule(left, hide), from);
  const hideField = rules.find(({ kind }) => kind === "access-key")?.hide;

  function value(from: unknown, depth = 0): unknown {
    if (depth > DEEPEST) throw new TooDeep();
    if (typeof from === "string") return text(from);
    if (typeof from === "number") return redactedNumber(from, text);
    if (Array.isArray(from)) return from.map(element => value(element, depth + 1));
    if (typeof from !== "object" || from === null) return from;
    return Object.fromEntries(Object.entries(from).map(([name, element]) => [text(name), field(name, element, depth)]));
  }

  function field(name: string, from: unknown, depth: number): unknown {
    const says = from !== null && from !== "" && typeof from !== "boolean";
    return hideField && says && isSecretName(name) ? hideField() : value(from, depth + 1);
  }

  return { text, value };
}

function chosen(kinds: readonly Redaction[], patterns: readonly string[]): { kind: Kind; rule: Rule }[] {
  return [
    ...ORDER.filter(kind => kinds.includes(kind)).map(kind => ({ kind, rule: RULES[kind] })),
    ...patternRules(patterns).map(rule => ({ kind: "custom" as const, rule })),
  ];
}

/** A number of a structured line may be a card's. */
function redactedNumber(from: number, text: (from: string) => string): unknown {
  if (Math.abs(from) < 1e12) return from;
  const digits = String(from);
  const left = text(digits);
  return left === digits ? from : left;
}
