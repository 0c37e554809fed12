import { type Duration, parseDuration, seconds } from "../duration";
import { mebibytes, parseSize, type Size } from "../size";
import { type Check, plain } from "./check";
import { describe, quote } from "./words";

export function text(pattern?: RegExp, hint = "write a text"): Check {
  return plain((value, path, mistakes) => {
    if (typeof value !== "string") mistakes.add(path, `must be a text, not ${describe(value)}; ${hint}`);
    else if (value === "") mistakes.add(path, `must not be empty; ${hint}`);
    else if (pattern && !pattern.test(value)) mistakes.add(path, `${quote(value)} is not allowed; ${hint}`);
  });
}

/** Any text, also an empty one. */
export const content: Check = plain((value, path, mistakes) => {
  if (typeof value !== "string") mistakes.add(path, `must be a text, not ${describe(value)}; put it in quotes`);
});

/** A text whose value no message may show. */
export const secret: Check = plain((value, path, mistakes) => {
  if (typeof value !== "string") mistakes.add(path, "must be a text; write a text or, better, config.requireSecret(…)");
});

export interface Bounds {
  min: number;
  max: number;
  /** Whether only whole numbers are allowed. @default true */
  whole?: boolean;
}

export function number({ min, max, whole = true }: Bounds): Check {
  const kind = whole ? "a whole number" : "a number";
  return plain((value, path, mistakes) => {
    if (typeof value !== "number" || Number.isNaN(value) || (whole && !Number.isInteger(value)))
      mistakes.add(path, `must be ${kind}, not ${describe(value)}; write ${kind} from ${min} to ${max}`);
    else if (value < min || value > max)
      mistakes.add(path, `${value} is out of range; write ${kind} from ${min} to ${max}`);
  });
}

export const flag: Check = plain((value, path, mistakes) => {
  if (typeof value !== "boolean")
    mistakes.add(path, `must be true or false, not ${describe(value)}; write true or false`);
});

export function oneOf(...allowed: readonly (string | number)[]): Check {
  const choices = allowed.map(choice => JSON.stringify(choice)).join(", ");
  return plain((value, path, mistakes) => {
    const found = allowed.some(choice => choice === value);
    if (!found) mistakes.add(path, `${describe(value)} is not offered; write one of ${choices}`);
  });
}

export function duration(min: Duration, max: Duration): Check {
  const hint = `write a duration from "${min}" to "${max}", such as "${min}"`;
  return plain((value, path, mistakes) => {
    const length = typeof value === "string" ? parseDuration(value) : undefined;
    if (length === undefined) mistakes.add(path, `${describe(value)} is no duration; ${hint}`);
    else if (length < seconds(min) || length > seconds(max))
      mistakes.add(path, `${describe(value)} is out of range; ${hint}`);
    else if (!Number.isInteger(length)) mistakes.add(path, `${describe(value)} is no whole number of seconds; ${hint}`);
  });
}

export function size(min: Size, max: Size): Check {
  const hint = `write a size from "${min}" to "${max}", such as "${min}"`;
  return plain((value, path, mistakes) => {
    const amount = typeof value === "string" ? parseSize(value) : undefined;
    if (amount === undefined) mistakes.add(path, `${describe(value)} is no size; ${hint}`);
    else if (amount < mebibytes(min) || amount > mebibytes(max))
      mistakes.add(path, `${describe(value)} is out of range; ${hint}`);
  });
}
