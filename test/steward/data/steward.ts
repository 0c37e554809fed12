import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type JobResult, resultIn } from "../../../lib/steward/result";
import { bundleSteward } from "../../support/steward";

const folder = mkdtempSync(join(tmpdir(), "daytwo-steward-"));
const program = join(folder, "steward.js");

/** Makes the program that the functions below run. */
export function makeSteward(): void {
  bundleSteward(program);
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
      done({ code, result: resultIn(String(Buffer.concat(said))), errors: String(Buffer.concat(errors)) }),
    ),
  );
  return { pid: child.pid ?? 0, answer };
}

export function steward(verb: string, spec: object): Promise<Answer> {
  return startSteward(verb, spec).answer;
}

/** Makes a repository, as an update does before the first job. */
export async function prepare(repository: object): Promise<void> {
  const { code, errors } = await steward("prepare", { repository });
  if (code !== 0) throw new Error(`steward prepare ended with ${code}: ${errors}`);
}

/** The result of a run that must go well. */
export async function done(verb: string, spec: object): Promise<JobResult> {
  const { code, result, errors } = await steward(verb, spec);
  if (code !== 0 || !result) throw new Error(`steward ${verb} ended with ${code}: ${errors}`);
  return result;
}
