import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { childCommand } from "./child/command";
import { JOURNAL, type Job } from "./child/job";
import { JournalReader } from "./child/journal";
import { endless } from "./child/time";
import { dieTogether } from "./die-together";
import type { Failure } from "./model";
import type { Recording } from "./recording";
import { Scrubber } from "./scrubber";
import { knownSecrets } from "./secrets";

/** How much longer than its own limit the child may take before it is killed. */
const GRACE = 3_000;

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
  const reader = new JournalReader(recording, token);
  streamOf(child, JOURNAL).on("data", piece => reader.read(piece));
  passOn(child, job);
  child.stdin.on("error", () => {}).end(JSON.stringify({ ...job, token }));
  const end = await ending(child, job.timeout + GRACE);
  if (reader.end !== undefined) return reader.end ?? undefined;
  return end === "killed" ? { kind: "timeout", message: `${endless(job.timeout)}, and was killed` } : abrupt(end);
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

type Ending = "killed" | { code: number | null; signal: NodeJS.Signals | null };

/** Waits until the child has ended and said all; kills it when it takes too long. */
async function ending(child: ChildProcess, limit: number): Promise<Ending> {
  const watchdog = new AbortController();
  let killed = false;
  setTimeout(limit, undefined, { signal: watchdog.signal }).then(
    () => {
      killed = child.kill("SIGKILL");
    },
    () => {},
  );
  const closed = once(child, "close");
  const [code, signal] = await once(child, "exit");
  watchdog.abort();
  await Promise.race([closed, setTimeout(LINGER, undefined, { ref: false })]);
  for (const stream of child.stdio) stream?.destroy();
  return killed ? "killed" : { code, signal };
}

/** The child died without a word. */
function abrupt({ code, signal }: Exclude<Ending, string>): Failure {
  const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
  const memory = signal === "SIGABRT" || signal === "SIGKILL" || code === 134;
  const hint = memory ? "; it may have run out of memory (runtime option nodeargs: --max-old-space-size=…)" : "";
  return { kind: "program", message: `the program's process ${how} before it was done${hint}` };
}
