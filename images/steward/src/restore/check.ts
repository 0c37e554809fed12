import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { RestoreCheckSpec } from "../../../../lib/steward/restore-check";
import { putResult, sourceOf } from "../aws/backup";
import type { Waiting } from "../aws/rdsCall";
import { type RestoredDatabase, restoredDatabase } from "../aws/restored";
import { Server } from "../database/server";
import { entrySpec } from "../repository/specs";
import type { JobOutcome, Verb } from "../verb";
import { checked, checkSpec } from "./answer";

/** How long a restored database may take to be there, and to know its new password, in milliseconds. */
const PATIENCE = 20 * 60_000;
const PAUSE = 10_000;

/** Asks a database that AWS Backup restored to test a backup, and tells AWS Backup. */
export const restoreCheck: Verb<RestoreCheckSpec> = {
  spec: z.strictObject({
    region: z.string().min(1),
    job: z.string().min(1),
    restored: z.string().min(1),
    source: z.string().min(1),
    database: entrySpec,
    check: checkSpec.optional(),
  }),
  job: true,
  run: (spec, stop) => judge(spec, stop, { patience: PATIENCE, pause: PAUSE }),
};

export async function judge(spec: RestoreCheckSpec, stop: AbortSignal, waiting: Waiting): Promise<JobOutcome> {
  const { region, job, source } = spec;
  const from = await sourceOf(region, job, stop);
  if (from !== undefined && from !== source) return { message: `${from}: is another database's`, figures: {} };
  try {
    const message = await answerOf(spec, stop, waiting);
    await putResult(region, job, { status: "SUCCESSFUL", message }, stop);
    return { message, figures: {} };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await putResult(region, job, { status: "FAILED", message }, stop);
    throw error;
  }
}

async function answerOf(spec: RestoreCheckSpec, stop: AbortSignal, waiting: Waiting): Promise<string> {
  const restored = restoredDatabase(spec.restored, waiting, stop);
  try {
    await restored.open();
    return await answerIn(restored, spec, stop, waiting);
  } finally {
    await restored.close();
  }
}

/** Nobody knows the password of what was restored: it gets one of its own, which goes with it. */
async function answerIn(
  restored: RestoredDatabase,
  { database, check }: RestoreCheckSpec,
  stop: AbortSignal,
  waiting: Waiting,
): Promise<string> {
  const password = randomBytes(24).toString("base64url");
  await restored.setPassword(password);
  const host = await restored.host();
  const folder = await mkdtemp(join(tmpdir(), "steward-"));
  try {
    const passwordFile = join(folder, "password");
    await writeFile(passwordFile, password, { mode: 0o600 });
    const server = await Server.of({ ...database, host, passwordFile }, stop);
    await letIn(server, database.database, waiting, stop);
    const answer = check ? checked(check, await server.ask(check.query, database.database)) : "nothing asked";
    return `the restored database lets somebody in; the check: ${answer}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** RDS begins to change a password a while after it has said that it will. */
async function letIn(server: Server, database: string, { patience, pause }: Waiting, stop: AbortSignal): Promise<void> {
  const until = Date.now() + patience;
  for (;;) {
    try {
      await server.ask("select 1", database);
      return;
    } catch (error) {
      if (Date.now() >= until) throw error;
      await wait(pause, undefined, { signal: stop });
    }
  }
}
