import type { BaseBackupSpec } from "../../../../lib/steward/base-backup";
import { postgresCommand } from "../database/postgres";
import { programFor } from "../database/programs";
import type { Server } from "../database/server";
import type { Backups } from "../repository/backups";
import { type Snapshot, tagValue } from "../repository/snapshots";
import { positionOf } from "../restore/timeline";
import { keepLog } from "./mark";
import { logOf } from "./ship";

/** The tags by which the base backups of a server are found. */
export function basesOf(server: string): [kind: string, server: string] {
  return ["base", `server:${server}`];
}

/** A base backup that is whole: it is marked with its end, before which it leads nowhere. */
export interface Base {
  snapshot: Snapshot;
  server: string;
  /** The first segment that is needed after it. */
  start: string;
  /** The position in the log that must be reached before it is whole. */
  stop: string;
  end: Date;
}

export function basesIn(snapshots: readonly Snapshot[]): Base[] {
  return snapshots.flatMap(snapshot => {
    const [server, start, end] = ["server", "start", "end"].map(key => tagValue(snapshot, key));
    const stop = tagValue(snapshot, "stop") ?? "";
    return server && start && end ? [{ snapshot, server, start, stop, end: new Date(end) }] : [];
  });
}

export async function identifierOf(server: Server): Promise<string> {
  const [identifier = ""] = await server.ask("select system_identifier from pg_control_system()");
  return identifier;
}

/**
 * Copies a whole server, as it comes. The server waits with the end of it until all of the log that it needs is archived.
 */
export async function takeBase(
  backups: Backups,
  server: Server,
  archive: string,
): Promise<{ bytes: number; added: number }> {
  await keepLog(archive);
  const identifier = await identifierOf(server);
  const [start = ""] = await server.ask("select pg_walfile_name(pg_current_wal_lsn())");
  const args = ["--format=tar", "--pgdata=-", "--wal-method=none", "--checkpoint=fast", "--label=daytwo"];
  const program = programFor("pg_basebackup", await server.version());
  const source = postgresCommand(program, args, server.connection, server.password);
  const tags = [...basesOf(identifier), `start:${start}`];
  const { id, bytes, added } = await backups.keepOutput(source, "base.tar", tags);
  const [now = ""] = await server.ask("select pg_current_wal_lsn()");
  const [high = "", low = ""] = now.split("/");
  // To the next whole second: a moment within this one may lie before the end.
  const end = new Date(Math.floor(Date.now() / 1000 + 1) * 1000);
  await backups.mark(id, `end:${end.toISOString()}`, `stop:${positionOf(high, low)}`);
  return { bytes, added };
}

/**
 * Forgets the bases that no moment of the last so many days needs, and the log from before the oldest that stays. The
 * newest base from before those days is needed, since it leads into them.
 */
export async function forgetBases(
  backups: Backups,
  server: string,
  { days = 7 }: BaseBackupSpec["keep"],
): Promise<void> {
  const since = new Date(Date.now() - days * 86_400_000);
  const bases = basesIn(await backups.list(...basesOf(server)));
  const oldest = bases.findLast(({ end }) => end <= since) ?? bases[0];
  if (!oldest) return;
  const before = (snapshot: Snapshot) => snapshot.time < oldest.snapshot.time;
  await backups.forgetThese((await backups.list(...basesOf(server))).filter(before));
  await backups.forgetThese((await backups.list(...logOf(server))).filter(before));
}
