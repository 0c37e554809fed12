import { chmod, chown, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TimeRestore, UNFINISHED } from "../../../../lib/steward/restore";
import { Backups } from "../repository/backups";
import type { JobOutcome } from "../verb";
import { basesIn } from "../wal/base";
import { covering } from "../wal/cover";
import { archiveIn } from "../wal/segments";
import { logOf } from "../wal/ship";
import { replaceFolder } from "./aside";
import { baseFor, baseOn, seeReach } from "./base";
import { copyLeft, isUnshipped, leftBy } from "./left";
import { isOn, type Log, layHistories, newestOf, parentsOf, timelineAt } from "./timeline";

/** Lays a server's data folder so that the server, when it starts, replays its log to the moment and goes on from there. */
export async function restoreTime(
  { repository, at, into, archive }: TimeRestore,
  stop: AbortSignal,
): Promise<JobOutcome> {
  const moment = at === "latest" ? undefined : new Date(at);
  const backups = await Backups.open(repository, stop);
  const bases = basesIn(await backups.list("base"));
  const { server } = baseFor(bases, await backups.list("wal"), moment);
  const shipments = await backups.list(...logOf(server));
  const left = archive === undefined ? [] : await leftBy(server, archive);
  // How far what was not shipped leads, only the server can tell.
  if (moment && !isUnshipped(left, shipments)) seeReach(shipments, moment);
  const log: Log = { shipments, left };
  const timeline = timelineAt(log, moment);
  const parents = await parentsOf(backups, log, timeline);
  const base = baseOn(
    bases.filter(one => one.server === server && isOn(one, timeline, parents)),
    moment,
  );

  const [data, logs] = [`${into}.part`, `${into}.log`];
  for (const folder of [data, logs]) await rm(folder, { recursive: true, force: true });
  await mkdir(data, { mode: 0o700 });
  // The archive names the owner "postgres", who has another number in each image.
  await backups.pour(base.snapshot, { program: "tar", args: ["--extract", "--numeric-owner", "--directory", data] });
  await mkdir(logs);
  const chosen = covering(shipments, base.start);
  for (const shipment of chosen) await backups.lay(shipment, logs);
  await copyLeft(left, logs);
  await layHistories(backups, shipments, logs);
  await setRecovery(data, { log: logs, moment, timeline });
  await giveTo(data, logs);
  await rm(`${into}${UNFINISHED}`, { force: true });
  const kept = await replaceFolder(into, data);

  const where = moment ? moment.toISOString() : "the end of its log";
  const aside = kept === undefined ? "" : `; what was there is in ${kept}`;
  const branch = timeline === newestOf(log) ? "" : ", as it was before a later restore";
  const message = `the data folder is laid: the server replays its log to ${where}${branch} when it starts${aside}`;
  const figures = { base: base.snapshot.id, shipments: chosen.length, timeline, ...(kept && { kept }) };
  return { message, figures };
}

interface Recovery {
  /** The folder with the log. */
  log: string;
  moment: Date | undefined;
  timeline: string;
}

/** What says how to recover. An earlier restore has left its own, which the server writes anew with all that is set there. */
const RECOVERY = /^\s*(?:restore_command|recovery_end_command|recovery_target\w*|recovery_min_apply_delay)\b/i;

/** Once it is done the server forgets all this by itself: the signal file goes, and the last command removes the log. */
async function setRecovery(data: string, { log, moment, timeline }: Recovery): Promise<void> {
  const settings = join(data, "postgresql.auto.conf");
  const own = await readFile(settings, "utf8").catch(() => "");
  const target = moment
    ? [`recovery_target_time = '${moment.toISOString().replace("T", " ").replace("Z", "+00")}'`]
    : [];
  const lines = [
    ...own.split("\n").filter(line => line !== "" && !RECOVERY.test(line)),
    `restore_command = 'cp "${log}/%f" "%p"'`,
    `recovery_end_command = 'rm -rf "${log}"'`,
    ...target,
    "recovery_target_action = 'promote'",
    `recovery_target_timeline = '${Number.parseInt(timeline, 16)}'`,
  ];
  await writeFile(settings, `${lines.join("\n")}\n`);
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
