import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { FilesRestore } from "../../../../lib/steward/restore";
import { folderTags } from "../backup/folders";
import { Backups } from "../repository/backups";
import type { JobOutcome } from "../verb";
import { ASIDE, replaceContents } from "./aside";
import { newest } from "./dump";

/** Brings folders back. Nothing in them changes before all of a backup is there. */
export async function restoreFiles(
  { repository, folders, before }: FilesRestore,
  stop: AbortSignal,
): Promise<JobOutcome> {
  const backups = await Backups.open(repository, stop);
  const kept: string[] = [];
  for (const [name, folder] of Object.entries(folders)) {
    const backup = newest(await backups.list(...folderTags("files", name)), `backup of ${name}`, before);
    const part = join(folder, `${ASIDE}part`);
    await rm(part, { recursive: true, force: true });
    await mkdir(part, { recursive: true });
    await backups.lay(backup, part);
    kept.push(...((await replaceContents(folder, part).then(aside => aside && [aside])) ?? []));
  }
  const aside = kept.length > 0 ? `; what was there is in ${kept.join(", ")}` : "";
  return {
    message: `restored ${Object.keys(folders).join(", ")}${aside}`,
    figures: { folders: Object.keys(folders).length },
  };
}
