import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { childCommand } from "./child/command";
import { JOURNAL, type Job } from "./child/job";
import { JournalReader } from "./child/journal";
import { endless } from "./child/time";
import { dieTogether } from "./die-together";
import type { Failure } from "./model";
import type { Recording } from "./recording";
import { Scrubber } from "./scrubber";
import { knownSecrets } from "./secrets";

/** How long the child may take to get ready. */
const START = 60_000;

/** How much longer than its own limit a program may take before it is killed. */
const GRACE = 1_500;

/** How long what the child started may keep its output open after its end. */
const LINGER = 500;

/** Half of V8's default for short-lived objects: 15 MB less for a small program, and no slower for a large one. */
const MEMORY = "--max-semi-space-size=8";

/** Runs a job in a process of its own. What the program prints goes to standard error, without the secrets in it. */
export async function runJob(
  job: Omit<Job, "token">,
  nodeargs: readonly string[],
  recording: Recording,
): Promise<Failure | undefined> {
  const child = spawn(process.execPath, [MEMORY, ...nodeargs, ...childCommand()], {
    stdio: ["pipe", "pipe", "pipe", "pipe"],
    cwd: job.program.directory,
  });
  dieTogether(child);
  const token = randomUUID();
  const watchdog = new Watchdog(child);
  const reader = new JournalReader(recording, token, () => watchdog.wait(job.timeout + GRACE));
  streamOf(child, JOURNAL).on("data", piece => reader.read(piece));
  passOn(child, job);
  child.stdin.on("error", () => {}).end(JSON.stringify({ ...job, token }));
  watchdog.wait(START);
  const end = await ending(child);
  watchdog.stop();
  if (reader.end !== undefined) return reader.end ?? undefined;
  return watchdog.hasKilled ? { kind: "timeout", message: `${endless(job.timeout)}, and was killed` } : abrupt(end);
}

function streamOf(child: ChildProcess, descriptor: number): Readable {
  return (child.stdio[descriptor] as Readable).setEncoding("utf8");
}

function passOn(child: ChildProcess, { settings }: Omit<Job, "token">): void {
  const { scrub } = knownSecrets(settings.configuration, settings.fixtures);
  for (const descriptor of [1, 2]) {
    const scrubber = new Scrubber(scrub);
    const stream = streamOf(child, descriptor);
    stream.on("data", piece => process.stderr.write(scrubber.push(piece)));
    stream.once("close", () => process.stderr.write(scrubber.end()));
  }
}

interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** Waits until the child has ended and said all. */
async function ending(child: ChildProcess): Promise<Ending> {
  const closed = once(child, "close");
  const [code, signal] = await once(child, "exit");
  await Promise.race([closed, sleep(LINGER, undefined, { ref: false })]);
  for (const stream of child.stdio) stream?.destroy();
  return { code, signal };
}

/** Kills a child that takes too long. */
class Watchdog {
  hasKilled = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly child: ChildProcess) {}

  /** From now on, it may take so many milliseconds. */
  wait(milliseconds: number): void {
    this.stop();
    this.timer = setTimeout(() => {
      this.hasKilled = this.child.kill("SIGKILL");
    }, milliseconds);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

/** The child died without a word. */
function abrupt({ code, signal }: Ending): Failure {
  const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
  const memory = signal === "SIGABRT" || signal === "SIGKILL" || code === 134;
  const hint = memory ? "; it may have run out of memory (runtime option nodeargs: --max-old-space-size=…)" : "";
  return { kind: "program", message: `the program's process ${how} before it was done${hint}` };
}
