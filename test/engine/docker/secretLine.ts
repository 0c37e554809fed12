import { randomBytes, randomInt } from "node:crypto";

/** A line of a service with what must not be kept in it, which is nowhere else in the world, and what is to be left of it. */
export interface SecretLine {
  line: string;
  /** What must not be found. */
  secrets: Record<"card-number" | "email" | "access-key" | "custom", string>;
  /** What may be found, and is there only when the line is. */
  mark: string;
  redacted: string;
}

/** The custom pattern that the line has something for. */
export const PATTERN = "member-\\d{10}";

export function secretLine(): SecretLine {
  const unique = () => randomBytes(18).toString("hex");
  const mark = `mark${unique()}`;
  const secrets = {
    "card-number": cardNumber(),
    email: `ann.${unique()}@example.com`,
    "access-key": `ghp_${unique()}`,
    custom: `member-${digits(10)}`,
  };
  const words = (hidden: Record<string, string>) =>
    `${mark}: card ${hidden["card-number"]} of ${hidden.email}, who came with ${hidden["access-key"]} as ${hidden.custom}`;
  const redacted = words(Object.fromEntries(Object.keys(secrets).map(kind => [kind, `[redacted:${kind}]`])));
  return { line: words(secrets), secrets, mark, redacted };
}

function digits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join("");
}

/** Sixteen digits, of which the last is the check digit (ISO/IEC 7812-1, Luhn). */
function cardNumber(): string {
  const body = `4${digits(14)}`;
  const sum = [...body].reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}
