import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** What one run of a command used, over all of its Node processes. */
export interface Usage {
  /** User and system time, in seconds. */
  cpu: number;
  /** From start to end, in seconds. */
  wall: number;
  /** The largest process's peak, in megabytes. */
  memory: number;
  output: string;
}

/** Runs a Node script and measures it. @throws Error when the script fails */
export function measure(args: string[]): Usage {
  const folder = mkdtempSync(join(tmpdir(), "daytwo-bench-"));
  const file = join(folder, "usage");
  const hook = resolve(__dirname, "usage.cjs");
  const env = { ...process.env, NODE_OPTIONS: `--require=${hook}`, DAYTWO_BENCH_USAGE: file };
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: "utf8", maxBuffer: 1e9 });
  const wall = (performance.now() - started) / 1_000;
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr.slice(-2_000)}`);
  const processes: { cpu: number; maxRSS: number }[] = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map(line => JSON.parse(line));
  rmSync(folder, { recursive: true });
  return {
    cpu: processes.reduce((sum, { cpu }) => sum + cpu, 0),
    wall,
    memory: Math.max(...processes.map(({ maxRSS }) => maxRSS)) / 1_000,
    output: stdout,
  };
}

/** The run with the median CPU time of several. */
export function median(times: number, run: () => Usage): Usage {
  const runs = Array.from({ length: times }, run).sort((a, b) => a.cpu - b.cpu);
  const middle = runs[Math.floor(runs.length / 2)];
  if (!middle) throw new RangeError("a median needs at least one run");
  return middle;
}
