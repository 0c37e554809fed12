import { type ChildProcess, spawn } from "node:child_process";
import { basename } from "node:path";
import type { Readable, Writable } from "node:stream";
import type { Command } from "./command";

/** A tool that could not do what it was asked. */
export class CommandError extends Error {
  constructor(
    readonly program: string,
    /** Its exit code, where it ended by itself. */
    readonly code: number | undefined,
    why: string,
  ) {
    super(`${program}: ${why}`);
  }
}

/** What a shell says of a command that it does not find. */
const NOT_STARTED = 127;

/** How much of a command's complaints is kept, from the end. */
const KEPT = 4_096;

/** A command that was started. */
export interface Running {
  command: Command;
  child: ChildProcess & { stdin: Writable; stdout: Readable };
  ended: Promise<void>;
}

/** Starts a command; `ended` fails with the last of what it said, without the secrets. */
export function start(command: Command, secrets: readonly string[]): Running {
  const { program, args, environment, folder } = command;
  const child = spawn(program, args, {
    env: { ...process.env, ...environment },
    stdio: ["pipe", "pipe", "pipe"],
    ...(folder !== undefined && { cwd: folder }),
  });
  // People know a tool by its name, whatever folder it is taken from.
  const name = basename(program);
  let said = "";
  child.stderr.on("data", chunk => {
    said = `${said}${chunk}`.slice(-KEPT);
  });
  // A command need not read all that it is given; whether that is a failure, its exit code says.
  child.stdin.on("error", () => undefined);
  const ended = new Promise<void>((resolve, reject) => {
    child.once("error", error => reject(new CommandError(name, NOT_STARTED, cannotStart(error))));
    child.once("close", (code, signal) => {
      if (code === 0) return resolve();
      const how = code === null ? `was ended by ${signal}` : `ended with exit code ${code}`;
      reject(new CommandError(name, code ?? undefined, [how, lastLines(said, secrets)].filter(Boolean).join(": ")));
    });
  });
  return { command, child, ended };
}

function cannotStart(error: Error): string {
  const missing = "code" in error && error.code === "ENOENT";
  return missing ? "is not in this image" : `cannot be started: ${error.message}`;
}

/** The last three lines of what a command complained about. */
function lastLines(said: string, secrets: readonly string[]): string {
  const lines = said.trim().split("\n").slice(-3).join("; ");
  return secrets.filter(Boolean).reduce((text, secret) => text.replaceAll(secret, "…"), lines);
}
