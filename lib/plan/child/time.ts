import { formatDuration } from "../../common/duration";
import type { Outcome } from "./outcome";

/** Ends a program that keeps the event loop busy without getting done. */
export function limitTime(milliseconds: number, outcome: Outcome): void {
  setTimeout(() => {
    outcome.end({ kind: "timeout", message: `${endless(milliseconds)}; ${waitingFor()}` });
    process.exit();
  }, milliseconds).unref();
}

export function endless(milliseconds: number): string {
  return `the program did not end within ${formatDuration(Math.ceil(milliseconds / 1000))}`;
}

function waitingFor(): string {
  const kinds = new Set(process.getActiveResourcesInfo());
  // What the program prints goes through one.
  kinds.delete("PipeWrap");
  return `it keeps open: ${[...kinds].sort().join(", ")} (a server, a timer or a connection that nobody closes)`;
}
