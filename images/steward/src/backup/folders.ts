import { readdir } from "node:fs/promises";
import { z } from "zod";
import type { FilesSpec } from "../../../../lib/steward/files";
import { Backups } from "../repository/backups";
import { folderSpec, keepSpec, repositorySpec } from "../repository/specs";
import type { JobOutcome, Verb } from "../verb";
import { size } from "./words";

/** What folders are copied as; the first tag of their backups. */
export type FolderKind = "files" | "configuration" | "git";

/** The tags by which the backups of a folder are found. */
export function folderTags(kind: FolderKind, name: string): [kind: string, name: string] {
  return [kind, `name:${name}`];
}

/** Copies folders into the repository, each as a backup of its own. */
export async function keepFolders(
  kind: FolderKind,
  { repository, folders, keep }: FilesSpec,
  stop: AbortSignal,
): Promise<JobOutcome> {
  const backups = await Backups.toKeep(repository, stop);
  const figures = { bytes: 0, added: 0 };
  for (const [name, folder] of Object.entries(folders)) {
    const tags = folderTags(kind, name);
    const parent = (await backups.list(...tags)).at(-1);
    if (await isEmpty(folder, parent !== undefined)) continue;
    const { bytes, added } = await backups.keepFolder(folder, tags, { parent });
    figures.bytes += bytes;
    figures.added += added;
    await backups.forget(keep, ...tags);
  }
  const names = Object.keys(folders).join(", ");
  return { message: `copied ${names}: ${size(figures.bytes)}, of which ${size(figures.added)} new`, figures };
}

/**
 * Whether there is nothing to copy yet.
 *
 * @throws Error for what is no folder, since a volume was not mounted there; and for a folder that was not empty before
 */
async function isEmpty(folder: string, hadContent: boolean): Promise<boolean> {
  const names = await readdir(folder).catch(() => undefined);
  if (!names) throw new Error(`${folder}: is no folder; see that its volume is mounted`);
  if (names.length === 0 && hadContent)
    throw new Error(`${folder}: is empty, and was not at the last backup; see that its volume is the right one`);
  return names.length === 0;
}

function folderVerb(kind: FolderKind): Verb<FilesSpec> {
  return {
    spec: z.strictObject({ repository: repositorySpec, folders: z.record(z.string(), folderSpec), keep: keepSpec }),
    job: true,
    run: (spec, stop) => keepFolders(kind, spec, stop),
  };
}

/** Copies what users uploaded. */
export const files = folderVerb("files");

/** Copies settings. */
export const configuration = folderVerb("configuration");
