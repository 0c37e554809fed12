import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { BaseBackupSpec } from "../../../../lib/steward/base-backup";
import type { ShipWalSpec } from "../../../../lib/steward/ship-wal";
import { size } from "../backup/words";
import { Server } from "../database/server";
import { Backups } from "../repository/backups";
import { folderSpec, keepSpec, postgresSpec, repositorySpec } from "../repository/specs";
import type { Verb } from "../verb";
import { basesIn, basesOf, forgetBases, identifierOf, takeBase } from "./base";
import { keepLog, markShipped } from "./mark";
import { archiveIn, timelineOf } from "./segments";
import { type Reach, ship } from "./ship";

const common = { repository: repositorySpec, database: postgresSpec, keep: keepSpec, archive: folderSpec };

/** Copies a whole PostgreSQL server. */
export const baseBackup: Verb<BaseBackupSpec> = {
  spec: z.strictObject(common),
  job: true,
  async run({ repository, database, keep, archive }, stop) {
    const server = await Server.of(database, stop);
    const backups = await Backups.toKeep(repository, stop);
    const { bytes, added } = await takeBase(backups, server, archive);
    await forgetBases(backups, await identifierOf(server), keep);
    return { message: `copied the server: ${size(bytes)}, of which ${size(added)} new`, figures: { bytes, added } };
  },
};

/** Brings the archived write-ahead log into the repository. */
export const shipWal: Verb<ShipWalSpec> = {
  spec: z.strictObject({ ...common, window: z.int().min(1) }),
  job: true,
  async run({ repository, database, archive, window }, stop) {
    const server = await Server.of(database, stop);
    const backups = await Backups.toKeep(repository, stop);
    const since = await keepLog(archive);
    const closing = await closeSegment(server, archive, stop).catch((error: Error) => error);
    // What is archived already is brought away all the same: the server may be what was lost.
    const shipped = await ship(backups, archive, window, closing instanceof Error ? undefined : closing);
    if (closing instanceof Error) throw closing;
    const first = await lacksBase(backups, closing, since);
    if (first) await takeBase(backups, server, archive);
    if (first) await ship(backups, archive, window, await closeSegment(server, archive, stop));
    await markShipped(archive);
    const base = first ? "; took the first base backup of it" : "";
    const until = closing.until.toISOString();
    const message = `the log leads to ${until}: ${shipped.segments} segments, ${size(shipped.bytes)} new${base}`;
    return { message, figures: { segments: shipped.segments, bytes: shipped.bytes, until } };
  },
};

/** Whether no base leads to the present: none is from after the log began to be kept, or from this timeline. */
async function lacksBase(backups: Backups, { server, timeline }: Reach, since: Date): Promise<boolean> {
  const bases = basesIn(await backups.list(...basesOf(server)));
  return !bases.some(({ snapshot, start }) => snapshot.time >= since && timelineOf(start) === timeline);
}

const ARCHIVED_WITHIN_MILLISECONDS = 60_000;

/**
 * Has the server close its segment, and waits until that is archived. Gives the moment to which the log now leads: the
 * time of a transaction made for it, since a server that replays a log stops only at the end of a transaction.
 */
async function closeSegment(server: Server, archive: string, stop: AbortSignal): Promise<Reach> {
  // Not from a subquery: a column that nobody reads is not evaluated, and then there is no transaction.
  const [now = ""] = await server.ask("select extract(epoch from clock_timestamp()) where txid_current() > 0");
  const [segment = ""] = await server.ask("select pg_walfile_name(pg_switch_wal())");
  const deadline = Date.now() + ARCHIVED_WITHIN_MILLISECONDS;
  while (!(await archiveIn(archive)).segments.includes(segment)) {
    if (Date.now() > deadline) throw await archiveFailure(server, segment);
    await wait(100, undefined, { signal: stop });
  }
  const until = new Date(Math.floor(Number(now) * 1000));
  return { server: await identifierOf(server), timeline: timelineOf(segment), until };
}

async function archiveFailure(server: Server, segment: string): Promise<Error> {
  const [failed = ""] = await server.ask("select coalesce(last_failed_wal, '') from pg_stat_archiver");
  const what = failed === "" ? segment : failed;
  return new Error(
    `the server does not archive ${what} of its write-ahead log; see its log, and the room in the archive`,
  );
}
