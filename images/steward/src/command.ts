import { basename } from "node:path";
import type { Readable, Writable } from "node:stream";
import { pipeline as piped } from "node:stream/promises";
import { CommandError, type Running, start } from "./process";

export { CommandError } from "./process";

/** A tool and its arguments. Secrets belong into `environment` or a file: arguments can be seen by every process. */
export interface Command {
  program: string;
  args: readonly string[];
  /** Added to the steward's own. */
  environment?: Readonly<Record<string, string>>;
  folder?: string;
}

export interface CommandOptions {
  /** What the first command reads. @default - nothing */
  input?: string | Readable;
  /** Where the last command's output goes. @default - it is given back */
  output?: Writable;
  /** Seconds after which it is ended and fails. @default - none */
  timeout?: number;
  /** Ends the commands when it is aborted. */
  stop?: AbortSignal;
  /** Texts that no message may hold, such as passwords. @default - none */
  secrets?: readonly string[];
}

/**
 * Runs a command to its end and gives what it wrote.
 *
 * @throws CommandError when it cannot be started, is ended, or fails, with the last of what it said
 */
export function run(command: Command, options: CommandOptions = {}): Promise<string> {
  return pipeline([command], options);
}

/**
 * Runs commands of which each reads what the one before it writes. One whose source fails is ended, not told that its input
 * is complete: so no half of a dump is ever kept as a backup.
 *
 * @throws CommandError of the part that failed first
 */
export async function pipeline(commands: readonly Command[], options: CommandOptions = {}): Promise<string> {
  const { timeout, stop } = options;
  const limit = timeout === undefined ? undefined : AbortSignal.timeout(timeout * 1_000);
  const running = commands.map(command => start(command, options.secrets ?? []));
  const end = () => {
    for (const { child } of running) child.kill("SIGTERM");
  };
  const signals = [stop, limit].filter(signal => signal !== undefined);
  for (const signal of signals) signal.addEventListener("abort", end, { once: true });
  if (signals.some(signal => signal.aborted)) end();

  const chunks: Buffer[] = [];
  const [failure] = await failures([...running.map(({ ended }) => ended), ...flows(running, options, chunks)], end);
  for (const signal of signals) signal.removeEventListener("abort", end);
  if (limit?.aborted) throw new CommandError(nameOf(commands), undefined, `took longer than ${timeout} seconds`);
  if (stop?.aborted) throw new CommandError(nameOf(commands), undefined, "was stopped");
  if (failure !== undefined) throw failure;
  return Buffer.concat(chunks).toString("utf8");
}

/** Everything that flows, at the same time: a command whose output is not read would stop reading its input. */
function flows(running: readonly Running[], options: CommandOptions, chunks: Buffer[]): Promise<void>[] {
  const { input = "", output } = options;
  return running.flatMap((part, index) => {
    const before = running[index - 1];
    const last = index === running.length - 1;
    const flow = before ? feed(before, part) : give(input, part.child.stdin);
    return last ? [flow, output ? drain(part, output) : collect(part, chunks)] : [flow];
  });
}

async function drain({ child }: Running, output: Writable): Promise<void> {
  await piped(child.stdout, output, { end: false });
}

async function collect({ child }: Running, chunks: Buffer[]): Promise<void> {
  for await (const chunk of child.stdout) chunks.push(Buffer.from(chunk));
}

/**
 * Passes on what one part writes, and tells the next that it is complete only once the part has ended well. The next may have
 * ended well before: `pg_restore` knows by itself where a dump ends.
 */
async function feed(from: Running, to: Running): Promise<void> {
  await piped(from.child.stdout, to.child.stdin, { end: false }).catch(() => to.ended);
  await from.ended;
  to.child.stdin.end();
}

async function give(input: string | Readable, to: Writable): Promise<void> {
  if (typeof input === "string") to.end(input);
  else await piped(input, to);
}

/** Waits for all; at the first that fails, ends the commands. The most telling failure comes first. */
async function failures(parts: readonly Promise<unknown>[], end: () => void): Promise<unknown[]> {
  const found: unknown[] = [];
  const watched = parts.map(part =>
    part.catch(error => {
      found.push(error);
      end();
    }),
  );
  await Promise.all(watched);
  return found.sort((a, b) => weight(b) - weight(a));
}

/** A command that ended by itself says why; one that was ended because of it, or a broken pipe, does not. */
function weight(error: unknown): number {
  if (!(error instanceof CommandError)) return 0;
  return error.code === undefined ? 1 : 2;
}

function nameOf(commands: readonly Command[]): string {
  return commands.map(({ program }) => basename(program)).join(" | ");
}
