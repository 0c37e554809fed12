import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import type { CollectSpec } from "../../../lib/steward/collect";
import type { LogRecord } from "../../../lib/steward/log-record";
import { bundleSteward } from "../../support/steward";

/** The steward as its image has it, and a folder for its logs: both go with the test. */
export class Stage {
  readonly root = mkdtempSync(join(tmpdir(), "daytwo-collect-"));
  readonly logs = join(this.root, "logs");
  private readonly program = join(this.root, "steward.js");
  private readonly running: ChildProcess[] = [];

  constructor() {
    bundleSteward(this.program);
  }

  /** Starts the collector and waits until it takes lines. */
  async collector(more: Partial<CollectSpec> = {}): Promise<RunningCollector> {
    const spec: CollectSpec = { to: this.logs, sources: ["web"], redact: [], port: 0, metricsPort: 0, ...more };
    const child = this.start("collect", spec);
    const collector = new RunningCollector(child);
    await collector.ready();
    return collector;
  }

  /** Runs a verb to its end. */
  async steward(verb: string, spec: object): Promise<{ code: number | null; said: string; errors: string }> {
    const child = this.start(verb, spec);
    const [said, errors] = [textOf(child.stdout), textOf(child.stderr)];
    const [code] = await once(child, "close");
    return { code, said: said(), errors: errors() };
  }

  start(verb: string, spec: object): ChildProcess {
    // Settings of AWS that this machine may have are no part of the image.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_")));
    const child = spawn(process.execPath, [this.program, verb, JSON.stringify(spec)], { env });
    this.running.push(child);
    return child;
  }

  files(source = "web"): string[] {
    const folder = join(this.logs, source);
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  }

  /** Everything that is kept of a source. */
  records(source = "web"): LogRecord[] {
    return this.files(source).flatMap(name => recordsIn(join(this.logs, source, name)));
  }

  end(): void {
    for (const child of this.running) child.kill("SIGKILL");
    rmSync(this.root, { recursive: true, force: true });
  }
}

export class RunningCollector {
  port = 0;
  private metricsPort = 0;
  readonly said: () => string;

  constructor(private readonly child: ChildProcess) {
    this.said = textOf(child.stdout);
  }

  async ready(): Promise<void> {
    await until(() => this.said().includes("takes lines"));
    const [, port, metrics] = /takes lines at (\d+), tells metrics at (\d+)/.exec(this.said()) ?? [];
    this.port = Number(port);
    this.metricsPort = Number(metrics);
  }

  async stop(signal: NodeJS.Signals): Promise<void> {
    const ended = once(this.child, "close");
    this.child.kill(signal);
    await ended;
  }

  /** One value of its metrics, by its whole name: `daytwo_log_write_blocked`. */
  async metric(name: string): Promise<number> {
    const text = await (await fetch(`http://127.0.0.1:${this.metricsPort}/metrics`)).text();
    const line = text.split("\n").find(candidate => candidate.startsWith(`${name} `));
    return Number(line?.slice(name.length + 1));
  }

  async health(): Promise<string> {
    const answer = await fetch(`http://127.0.0.1:${this.metricsPort}/healthz`);
    return `${answer.status} ${(await answer.text()).trim()}`;
  }
}

export function recordsIn(path: string): LogRecord[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  return text
    .split("\n")
    .filter(Boolean)
    .map(line => JSON.parse(line));
}

/** Waits until something holds. @throws Error when it never does */
export async function until(holds: () => boolean | Promise<boolean>, seconds = 30): Promise<void> {
  for (const deadline = Date.now() + seconds * 1_000; !(await holds()); await wait(20))
    if (Date.now() > deadline) throw new Error(`does not hold after ${seconds} seconds: ${holds}`);
}

function textOf(stream: NodeJS.ReadableStream | null): () => string {
  let text = "";
  stream?.on("data", chunk => {
    text += chunk;
  });
  return () => text;
}
