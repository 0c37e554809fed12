import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { JOURNAL, type Job } from "./child/job";
import { JournalReader } from "./child/journal";
import { endless } from "./child/time";
import type { Failure } from "./model";
import type { Recording } from "./recording";

const CHILD = require.resolve("./child");

const STDERR = 2;

/** How much longer than its own limit the child may take before it is killed. */
const GRACE = 3_000;

/** Runs a job in a process of its own. What the program prints goes to standard error. */
export async function runJob(
  job: Job,
  nodeargs: readonly string[],
  recording: Recording,
): Promise<Failure | undefined> {
  const child = spawn(process.execPath, [...nodeargs, ...loader(), CHILD], {
    stdio: ["pipe", STDERR, STDERR, "pipe"],
    cwd: job.program.directory,
  });
  const watchdog = killAfter(child, job.timeout + GRACE);
  const reader = new JournalReader(recording);
  const journal = child.stdio[JOURNAL] as Readable;
  journal.setEncoding("utf8").on("data", (piece: string) => reader.read(piece));
  child.stdin?.on("error", () => {}).end(JSON.stringify(job));
  const [ending] = await Promise.all([ended(child), closed(journal)]);
  watchdog.cancel();
  if (reader.end !== undefined) return reader.end ?? undefined;
  return watchdog.killed() ? { kind: "timeout", message: `${endless(job.timeout)}, and was killed` } : abrupt(ending);
}

interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

function ended(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
}

function closed(stream: Readable): Promise<void> {
  return new Promise(resolve => stream.once("close", resolve));
}

function killAfter(child: ChildProcess, milliseconds: number) {
  let killed = false;
  const timer = setTimeout(() => {
    killed = child.kill("SIGKILL");
  }, milliseconds);
  return { killed: () => killed, cancel: () => clearTimeout(timer) };
}

/** The child died without a word. */
function abrupt({ code, signal }: Ending): Failure {
  const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
  const memory = signal === "SIGABRT" || signal === "SIGKILL" || code === 134;
  const hint = memory ? "; it may have run out of memory (runtime option nodeargs: --max-old-space-size=…)" : "";
  return { kind: "program", message: `the program's process ${how} before it was done${hint}` };
}

/** When daytwo itself runs from its sources, so does the child. */
function loader(): string[] {
  return CHILD.endsWith(".ts") ? ["--require", require.resolve("tsx/cjs")] : [];
}
