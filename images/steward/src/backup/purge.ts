import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { PurgedFolder, PurgeSpec } from "../../../../lib/steward/purge";
import { Server } from "../database/server";
import { Backups } from "../repository/backups";
import { connectionSpec, folderSpec, repositorySpec } from "../repository/specs";
import { asideDatabase, asideSince } from "../restore/aside";
import type { Verb } from "../verb";
import { archiveIn } from "../wal/segments";

const olderThan = z.number().min(0);

/** Gives back the room of what is no longer kept. */
export const purge: Verb<PurgeSpec> = {
  spec: z.strictObject({
    repository: repositorySpec.optional(),
    folders: z
      .array(
        z.strictObject({
          path: folderSpec,
          olderThan,
          only: z.union([z.literal("segments"), z.strictObject({ asideOf: z.string() })]),
        }),
      )
      .optional(),
    databases: z.strictObject({ connection: connectionSpec, olderThan }).optional(),
  }),
  job: true,
  async run({ repository, folders = [], databases }, stop) {
    let removed = 0;
    for (const folder of folders) removed += await empty(folder);
    if (repository) await (await Backups.open(repository, stop)).prune();
    const dropped = databases ? await drop(databases, stop) : 0;
    const what = [
      ...(repository ? ["forgotten backups"] : []),
      ...(folders.length > 0 ? [`${removed} old files and folders`] : []),
      ...(dropped > 0 ? [`${dropped} old databases`] : []),
    ];
    return { message: `removed ${what.join(" and ") || "nothing"}`, figures: { removed: removed + dropped } };
  },
};

/** A folder that is not there has nothing to remove. */
async function empty({ path, olderThan, only }: PurgedFolder): Promise<number> {
  const before = Date.now() - olderThan * 1000;
  const old = only === "segments" ? await segmentsIn(path, before) : await asidesOf(only.asideOf, path, before);
  for (const name of old) await rm(join(path, name), { recursive: true });
  return old.length;
}

/** By their names: renaming a folder does not change its time. */
async function asidesOf(what: string, folder: string, before: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const old = entries.filter(({ name }) => (asideSince(what, name)?.getTime() ?? Number.POSITIVE_INFINITY) < before);
  return old.filter(entry => entry.isDirectory()).map(({ name }) => name);
}

async function segmentsIn(folder: string, before: number): Promise<string[]> {
  const old: string[] = [];
  for (const name of (await archiveIn(folder).catch(() => undefined))?.segments ?? [])
    if ((await stat(join(folder, name))).mtimeMs < before) old.push(name);
  return old;
}

async function drop(
  { connection, olderThan }: NonNullable<PurgeSpec["databases"]>,
  stop: AbortSignal,
): Promise<number> {
  const server = await Server.of(connection, stop);
  const before = Date.now() - olderThan * 1000;
  const { prefix, since } = asideDatabase(connection.database);
  const old = (await server.ask(server.engine.list(prefix))).filter(name => {
    const put = since(name);
    return put !== undefined && put.getTime() < before;
  });
  for (const name of old) await server.drop(name);
  return old.length;
}
