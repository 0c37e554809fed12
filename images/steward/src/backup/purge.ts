import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { PurgeSpec } from "../../../../lib/steward/purge";
import { Backups } from "../repository/backups";
import { folderSpec, repositorySpec } from "../repository/specs";
import type { Verb } from "../verb";

type Folder = NonNullable<PurgeSpec["folders"]>[number];

/** Gives back the room of what is no longer kept. */
export const purge: Verb<PurgeSpec> = {
  spec: z.strictObject({
    repository: repositorySpec.optional(),
    folders: z
      .array(z.strictObject({ path: folderSpec, olderThan: z.number().min(0), matching: z.string().optional() }))
      .optional(),
  }),
  job: true,
  async run({ repository, folders = [] }, stop) {
    let removed = 0;
    for (const folder of folders) removed += await empty(folder);
    if (repository) await (await Backups.open(repository, stop)).prune();
    const what = [
      ...(repository ? ["forgotten backups"] : []),
      ...(folders.length > 0 ? [`${removed} old files`] : []),
    ];
    return { message: `removed ${what.join(" and ") || "nothing"}`, figures: { removed } };
  },
};

/** Removes what has not been changed for long enough. A folder that is not there has nothing to remove. */
async function empty({ path, olderThan, matching = "" }: Folder): Promise<number> {
  const before = Date.now() - olderThan * 1000;
  let removed = 0;
  for (const name of await readdir(path).catch(() => [])) {
    if (!name.includes(matching)) continue;
    const found = await stat(join(path, name)).catch(() => undefined);
    if (!found || found.mtimeMs > before) continue;
    await rm(join(path, name), { recursive: true });
    removed += 1;
  }
  return removed;
}
