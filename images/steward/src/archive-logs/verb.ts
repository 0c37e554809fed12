import { unlink } from "node:fs/promises";
import { basename } from "node:path";
import { z } from "zod";
import type { ArchiveLogsSpec } from "../../../../lib/steward/archive-logs";
import { dayOfFile, daysBefore, logFiles } from "../collect/store/names";
import type { JobOutcome, Verb } from "../verb";
import { type Archive, archiveOf, digestOf } from "./archive";

const text = z.string().min(1);
const days = z.number().int().min(1);

const spec: z.ZodType<ArchiveLogsSpec> = z.strictObject({
  from: text,
  to: z.union([
    z.strictObject({ folder: text }),
    z.strictObject({
      bucket: text,
      prefix: text.optional(),
      endpoint: text.optional(),
      region: text.optional(),
      accessKeyFile: text,
      secretKeyFile: text,
    }),
  ]),
  olderThanDays: days,
  deleteAfterDays: days,
});

/** Takes closed files to the archive once they are old enough, and deletes there what is older than it is kept for. */
export const archiveLogs: Verb<ArchiveLogsSpec> = {
  spec,
  job: true,
  async run(told, stop) {
    const archive = await archiveOf(told.to, stop);
    const moved = await moveOld(told, archive, stop);
    const deleted = await deleteOld(told, archive);
    return outcome(moved, deleted);
  },
};

async function moveOld({ from, olderThanDays }: ArchiveLogsSpec, archive: Archive, stop: AbortSignal): Promise<number> {
  const before = daysBefore(Date.now(), olderThanDays);
  const old = logFiles(from).filter(({ compressed, day }) => compressed && day < before);
  for (const { source, path } of old) {
    stop.throwIfAborted();
    await move(`${source}/${basename(path)}`, path, archive);
  }
  return old.length;
}

/** The file goes only when the archive gives back what was put there. */
async function move(path: string, file: string, archive: Archive): Promise<void> {
  await archive.put(path, file);
  if ((await archive.digest(path)) !== (await digestOf(file)))
    throw new Error(`${path}: the archive gives back something else than was put there; the file stays where it was`);
  await unlink(file);
}

async function deleteOld({ deleteAfterDays }: ArchiveLogsSpec, archive: Archive): Promise<number> {
  const before = daysBefore(Date.now(), deleteAfterDays);
  const old = (await archive.list()).filter(path => (dayOfFile(basename(path)) ?? before) < before);
  for (const path of old) await archive.remove(path);
  return old.length;
}

function outcome(moved: number, deleted: number): JobOutcome {
  return {
    message: `${moved} files taken to the archive, ${deleted} deleted there by age`,
    figures: { moved, deleted },
  };
}
