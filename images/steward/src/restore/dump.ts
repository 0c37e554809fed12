import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { DumpRestore } from "../../../../lib/steward/restore";
import { dumpsOf } from "../backup/dump";
import { Server } from "../database/server";
import { Backups } from "../repository/backups";
import type { Snapshot } from "../repository/snapshots";
import type { JobOutcome } from "../verb";
import { asideDatabase } from "./aside";

/**
 * Brings a database back as a dump has it. Where the engine can rename, the old one stays until the new one is in, and is then
 * kept aside, where `purge` ends it.
 */
export async function restoreDump(
  { repository, database, before }: DumpRestore,
  stop: AbortSignal,
): Promise<JobOutcome> {
  const server = await Server.of(database, stop);
  const backups = await Backups.open(repository, stop);
  const name = database.database;
  const dump = newest(await backups.list(...dumpsOf(name)), `dump of ${name}`, before);
  const kept = server.engine.replace ? await beside(server, backups, dump) : await inPlace(server, backups, dump);
  const taken = dump.time.toISOString();
  const aside = kept === undefined ? "" : `; what it held is kept as the database ${kept}`;
  const figures = { backup: dump.id, taken, ...(kept !== undefined && { kept }) };
  return { message: `${name} is as the dump of ${taken} has it${aside}`, figures };
}

async function inPlace(server: Server, backups: Backups, dump: Snapshot): Promise<undefined> {
  const { database } = server.connection;
  await server.drop(database);
  await server.create(database);
  await backups.pour(dump, await server.load(database));
}

/** Loads a new database, and has it change places with the old one. Gives what the old one is called now. */
async function beside(server: Server, backups: Backups, dump: Snapshot): Promise<string | undefined> {
  const { database } = server.connection;
  const target = `daytwo_restore_${randomBytes(4).toString("hex")}`;
  const isThere = (await server.ask(server.engine.list(database))).includes(database);
  const aside = isThere ? asideDatabase(database).name : undefined;
  await server.create(target);
  try {
    await backups.pour(dump, await server.load(target));
    await swap(server, target, aside);
  } catch (error) {
    // Should it have taken its place after all, there is none of this name.
    await server.drop(target);
    throw error;
  }
  return aside;
}

/** Services come back between the moment in which they are cut off and that in which nobody is let in. */
const TRIES = 10;
const PAUSE_MILLISECONDS = 500;

async function swap(server: Server, target: string, aside: string | undefined): Promise<void> {
  const statements = server.engine.replace?.(server.connection.database, target, aside) ?? [];
  for (let tries = 1; ; tries += 1) {
    try {
      for (const statement of statements) await server.ask(statement);
      return;
    } catch (error) {
      if (tries === TRIES) throw error;
      await wait(PAUSE_MILLISECONDS);
    }
  }
}

/** The newest backup that is not younger than a moment. */
export function newest(snapshots: readonly Snapshot[], what: string, before?: string): Snapshot {
  const limit = before === undefined ? Number.POSITIVE_INFINITY : Date.parse(before);
  const found = snapshots.findLast(({ time }) => time.getTime() <= limit);
  if (found) return found;
  const since = before === undefined ? "" : ` from before ${before}`;
  throw new Error(`there is no ${what}${since} in the repository`);
}
