import { InvalidArgumentError } from "commander";
import { parseDuration } from "../common/duration";

/** `key=value`, given any number of times. */
export function collectPair(written: string, before: Record<string, string> = {}): Record<string, string> {
  const at = written.indexOf("=");
  if (at < 1) throw new InvalidArgumentError(`Write key=value, such as region=eu-west-1.`);
  return { ...before, [written.slice(0, at)]: written.slice(at + 1) };
}

/** A text, given any number of times. */
export function collect(written: string, before: string[] = []): string[] {
  return [...before, written];
}

/** A duration, in milliseconds. */
export function milliseconds(written: string): number {
  const seconds = parseDuration(written);
  if (!seconds) throw new InvalidArgumentError(`Write a duration, such as "90 seconds" or "5 minutes".`);
  return seconds * 1_000;
}

/** Whether to colour what goes to standard output: as asked, else on terminals (https://no-color.org). */
export function useColor(asked: boolean | undefined): boolean {
  if (asked !== undefined) return asked;
  return process.stdout.isTTY === true && !process.env.NO_COLOR;
}
