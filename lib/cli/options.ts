import { InvalidArgumentError } from "commander";
import { formatDuration, parseDuration, seconds } from "../common/duration";
import { ProjectError } from "../plan/errors";

/** Node's timers wait for no longer than 2³¹ milliseconds. */
const LONGEST_TIMER = seconds("24 days");

/** `key=value`, given any number of times. */
export function collectPair(written: string, before: Record<string, string> = {}): Record<string, string> {
  const at = written.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("Write key=value, such as region=eu-west-1.");
  return { ...before, [written.slice(0, at)]: written.slice(at + 1) };
}

/** `key=value`, given any number of times, where the value is secret: Commander's own message would show it. */
export function collectSecretPair(written: string, before?: Record<string, string>): Record<string, string> {
  if (written.indexOf("=") < 1)
    throw new ProjectError("--config-secret: is no pair. Write key=value, such as region=eu-west-1.");
  return collectPair(written, before);
}

/** A text, given any number of times. */
export function collect(written: string, before: string[] = []): string[] {
  return [...before, written];
}

/** A duration, in milliseconds. */
export function milliseconds(written: string): number {
  const length = parseDuration(written);
  if (!length) throw new InvalidArgumentError(`Write a duration, such as "90 seconds" or "5 minutes".`);
  if (length > LONGEST_TIMER)
    throw new InvalidArgumentError(`Write a duration of up to ${formatDuration(LONGEST_TIMER)}.`);
  return length * 1_000;
}

/** Whether to colour what goes to standard output: as asked, else on terminals (https://no-color.org). */
export function useColor(asked: boolean | undefined): boolean {
  if (asked !== undefined) return asked;
  return process.stdout.isTTY === true && !process.env.NO_COLOR;
}
