import type { ChildProcess } from "node:child_process";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const living = new Set<ChildProcess>();
let dyingOf: NodeJS.Signals | undefined;

/** Sees to it that a child process doesn't outlive this one. */
export function dieTogether(child: ChildProcess): void {
  if (living.size === 0) listen();
  living.add(child);
  child.once("exit", () => {
    living.delete(child);
    if (living.size > 0) return;
    unlisten();
    if (dyingOf) process.kill(process.pid, dyingOf);
  });
}

function listen(): void {
  process.on("exit", killAll);
  for (const signal of SIGNALS) process.on(signal, dieOf);
}

function unlisten(): void {
  process.off("exit", killAll);
  for (const signal of SIGNALS) process.off(signal, dieOf);
}

function killAll(): void {
  for (const child of living) child.kill("SIGKILL");
}

/** Ends this process by the signal, as it would have ended without us, once the children have ended. */
function dieOf(signal: NodeJS.Signals): void {
  dyingOf = signal;
  killAll();
}
