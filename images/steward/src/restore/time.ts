import { appendFile, chmod, chown, copyFile, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TimeRestore } from "../../../../lib/steward/restore";
import { Backups } from "../repository/backups";
import { type Snapshot, tagValue } from "../repository/snapshots";
import type { JobOutcome } from "../verb";
import { type Base, basesIn } from "../wal/base";
import { covering } from "../wal/cover";
import { archiveIn, writerOf } from "../wal/segments";
import { logOf } from "../wal/ship";
import { replaceFolder } from "./aside";

/** Lays a server's data folder so that the server, when it starts, replays its log to the moment and goes on from there. */
export async function restoreTime(
  { repository, at, into, archive }: TimeRestore,
  stop: AbortSignal,
): Promise<JobOutcome> {
  const moment = at === "latest" ? undefined : new Date(at);
  const backups = await Backups.open(repository, stop);
  const base = baseFor(basesIn(await backups.list("base")), moment);
  const shipments = await backups.list(...logOf(base.server));
  if (moment && archive === undefined) seeReach(shipments, moment);

  const [data, log] = [`${into}.part`, `${into}.log`];
  for (const folder of [data, log]) await rm(folder, { recursive: true, force: true });
  await mkdir(data, { mode: 0o700 });
  // The archive names the owner "postgres", who has another number in each image.
  await backups.pour(base.snapshot, { program: "tar", args: ["--extract", "--numeric-owner", "--directory", data] });
  await mkdir(log);
  const chosen = covering(shipments, base.start);
  for (const shipment of chosen) await backups.lay(shipment, log);
  if (archive !== undefined) await addUnshipped(archive, base.server, log);
  await setRecovery(data, log, moment);
  await giveTo(data, log);
  const kept = await replaceFolder(into, data);

  const where = moment ? moment.toISOString() : "the end of its log";
  const aside = kept === undefined ? "" : `; what was there is in ${kept}`;
  const message = `the data folder is laid: the server replays its log to ${where} when it starts${aside}`;
  return { message, figures: { base: base.snapshot.id, shipments: chosen.length, ...(kept && { kept }) } };
}

function baseFor(bases: readonly Base[], moment: Date | undefined): Base {
  const [first] = bases;
  if (!first) throw new Error("there is no base backup in the repository; restore the newest dump instead");
  const base = bases.findLast(({ end }) => moment === undefined || end <= moment);
  if (!base)
    throw new Error(
      `there is no base backup from before this moment; the first leads from ${first.end.toISOString()} on`,
    );
  return base;
}

function seeReach(shipments: readonly Snapshot[], moment: Date): void {
  const reaches = shipments.flatMap(shipment => tagValue(shipment, "until") ?? []).sort();
  const reach = reaches.at(-1);
  if (reach === undefined)
    throw new Error("the repository has nothing of the write-ahead log; restore to a dump instead");
  if (moment.toISOString() > reach)
    throw new Error(`the log in the repository leads to ${reach}; write a moment until then, or "latest"`);
}

/** What the server archived and nobody has shipped. */
async function addUnshipped(archive: string, server: string, log: string): Promise<void> {
  const { segments, side } = await archiveIn(archive);
  const [newest] = segments.slice(-1);
  if (newest === undefined || (await writerOf(archive, newest)) !== server) return;
  for (const name of [...segments, ...side]) await copyFile(join(archive, name), join(log, name));
}

const MARK = "# Restored by daytwo";

/** Once it is done the server forgets all this by itself: the signal file goes, and the last command removes the log. */
async function setRecovery(data: string, log: string, moment: Date | undefined): Promise<void> {
  const settings = join(data, "postgresql.auto.conf");
  const [own = ""] = (await readFile(settings, "utf8").catch(() => "")).split(MARK);
  await writeFile(settings, own);
  const target = moment
    ? [`recovery_target_time = '${moment.toISOString().replace("T", " ").replace("Z", "+00")}'`]
    : [];
  const lines = [
    MARK,
    `restore_command = 'cp "${log}/%f" "%p"'`,
    `recovery_end_command = 'rm -rf "${log}"'`,
    ...target,
    "recovery_target_action = 'promote'",
    "recovery_target_timeline = 'latest'",
  ];
  await appendFile(settings, `${lines.join("\n")}\n`);
  await writeFile(join(data, "recovery.signal"), "");
}

/** To the user who had the data: the archive carries its number. */
async function giveTo(data: string, log: string): Promise<void> {
  const { uid, gid } = await stat(join(data, "PG_VERSION"));
  const all = [data, log, join(data, "recovery.signal"), join(data, "postgresql.auto.conf")];
  for (const path of all) await chown(path, uid, gid);
  const { segments, side } = await archiveIn(log);
  for (const name of [...segments, ...side]) await chown(join(log, name), uid, gid);
  await chmod(data, 0o700);
}
