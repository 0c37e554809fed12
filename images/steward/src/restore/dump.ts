import { randomBytes } from "node:crypto";
import type { DumpRestore } from "../../../../lib/steward/restore";
import { dumpsOf } from "../backup/dump";
import { Server } from "../database/server";
import { Backups } from "../repository/backups";
import type { Snapshot } from "../repository/snapshots";
import type { JobOutcome } from "../verb";

/** Brings a database back as a dump has it. Where the engine can rename, the old one stays until the new one is in. */
export async function restoreDump(
  { repository, database, before }: DumpRestore,
  stop: AbortSignal,
): Promise<JobOutcome> {
  const server = await Server.of(database, stop);
  const backups = await Backups.open(repository, stop);
  const name = database.database;
  const dump = newest(await backups.list(...dumpsOf(name)), `dump of ${name}`, before);
  const statements = server.engine.replace;
  const target = statements ? `daytwo_restore_${randomBytes(4).toString("hex")}` : name;
  if (!statements) await server.drop(name);
  await server.create(target);
  try {
    await backups.pour(dump, server.load(target));
    for (const statement of statements?.(name, target) ?? []) await server.ask(statement);
  } catch (error) {
    if (statements) await server.drop(target);
    throw error;
  }
  const taken = dump.time.toISOString();
  return { message: `${name} is as the dump of ${taken} has it`, figures: { backup: dump.id, taken } };
}

/** The newest backup that is not younger than a moment. */
export function newest(snapshots: readonly Snapshot[], what: string, before?: string): Snapshot {
  const limit = before === undefined ? Number.POSITIVE_INFINITY : Date.parse(before);
  const found = snapshots.findLast(({ time }) => time.getTime() <= limit);
  if (found) return found;
  const since = before === undefined ? "" : ` from before ${before}`;
  throw new Error(`there is no ${what}${since} in the repository`);
}
