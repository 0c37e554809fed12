import { archiveLogs } from "./archive-logs/verb";
import { dump } from "./backup/dump";
import { configuration, files } from "./backup/folders";
import { gitMirror } from "./backup/git-mirror";
import { prepare } from "./backup/prepare";
import { purge } from "./backup/purge";
import { share } from "./backup/share";
import { verify } from "./backup/verify";
import { collect } from "./collect/verb";
import { login } from "./database/login";
import { fill } from "./fill";
import { gate } from "./gate";
import { logs } from "./logs/verb";
import { maintenance } from "./maintenance";
import { overdue } from "./overdue";
import { reach } from "./reach";
import { expireImages } from "./registry/expire";
import { restoreCheck } from "./restore/check";
import { restore } from "./restore/restore";
import { restoreTest } from "./restore/test";
import { resultOf } from "./result";
import { serve } from "./serve";
import { leaveSpec, readSpec } from "./spec";
import { cloudWatchSummary } from "./summary/cloudwatch";
import { summary } from "./summary/prometheus";
import type { Verb } from "./verb";
import { baseBackup, shipWal } from "./wal/verbs";

/** Does a verb and gives the exit code. */
type Runnable = (name: string, given: string | undefined, stop: AbortSignal) => Promise<number>;

/** All that the steward can do. A new verb is a file and a line here. */
export const VERBS: Readonly<Record<string, Runnable>> = {
  fill: runnable(fill),
  gate: runnable(gate),
  maintenance: runnable(maintenance),
  serve: runnable(serve),
  reach: runnable(reach),
  "expire-images": runnable(expireImages),
  dump: runnable(dump),
  "base-backup": runnable(baseBackup),
  "ship-wal": runnable(shipWal),
  files: runnable(files),
  configuration: runnable(configuration),
  "git-mirror": runnable(gitMirror),
  prepare: runnable(prepare),
  share: runnable(share),
  verify: runnable(verify),
  purge: runnable(purge),
  restore: runnable(restore),
  "restore-test": runnable(restoreTest),
  "restore-check": runnable(restoreCheck),
  collect: runnable(collect),
  logs: runnable(logs),
  "archive-logs": runnable(archiveLogs),
  summary: runnable(summary),
  "cloudwatch-summary": runnable(cloudWatchSummary),
  overdue: runnable(overdue),
  login: runnable(login),
};

/** Hides a verb's own specification from the table. */
function runnable<Spec>({ spec, leaves, job = false, run }: Verb<Spec>): Runnable {
  return async (name, given, stop) => {
    const told = await readSpec(given, spec);
    if (job) return runJob(process.env.DAYTWO_JOB ?? name, () => run(told, stop));
    await run(told, stop);
    if (leaves !== undefined && given !== undefined) await leaveSpec(given, leaves);
    return 0;
  };
}

async function runJob(job: string, work: () => ReturnType<Verb<never>["run"]>): Promise<number> {
  const result = await resultOf(job, work);
  const failed = result.outcome === "failed";
  if (failed) process.stderr.write(`${result.message}\n`);
  process.stdout.write(`${JSON.stringify(result)}\n`);
  return failed ? 1 : 0;
}
