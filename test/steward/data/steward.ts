import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import type { JobResult } from "../../../lib/steward/result";

const folder = mkdtempSync(join(tmpdir(), "daytwo-steward-"));
const program = join(folder, "steward.js");

/** Bundles the steward as its image has it. */
export function bundleSteward(): void {
  const entry = resolve(__dirname, "../../../images/steward/src/main.ts");
  buildSync({
    entryPoints: [entry],
    bundle: true,
    platform: "node",
    target: "node20",
    outfile: program,
    logLevel: "error",
  });
}

export function removeSteward(): void {
  rmSync(folder, { recursive: true, force: true });
}

export interface Answer {
  code: number | null;
  /** The last line, where it is a result. */
  result: JobResult | undefined;
  errors: string;
}

/** A run of the steward that goes on: the group of all its processes has the id of its process. */
export function startSteward(verb: string, spec: object) {
  const child = spawn(process.execPath, [program, verb, JSON.stringify(spec)], { detached: true });
  const [said, errors]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", chunk => said.push(chunk));
  child.stderr.on("data", chunk => errors.push(chunk));
  const answer = new Promise<Answer>(done =>
    child.on("close", code =>
      done({ code, result: resultIn(Buffer.concat(said)), errors: String(Buffer.concat(errors)) }),
    ),
  );
  return { pid: child.pid ?? 0, answer };
}

export function steward(verb: string, spec: object): Promise<Answer> {
  return startSteward(verb, spec).answer;
}

/** The result of a run that must go well. */
export async function done(verb: string, spec: object): Promise<JobResult> {
  const { code, result, errors } = await steward(verb, spec);
  if (code !== 0 || !result) throw new Error(`steward ${verb} ended with ${code}: ${errors}`);
  return result;
}

function resultIn(output: Buffer): JobResult | undefined {
  const last = String(output).trim().split("\n").at(-1) ?? "";
  return last.startsWith("{") ? JSON.parse(last) : undefined;
}
