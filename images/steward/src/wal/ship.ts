import { rm } from "node:fs/promises";
import { join } from "node:path";
import { chunks } from "../../../../lib/common/chunks";
import type { Backups } from "../repository/backups";
import { archiveIn, writerOf } from "./segments";

/** How many files go into one backup: their names are arguments. */
const AT_ONCE = 512;

/** The tags by which the log of a server is found. */
export function logOf(server: string): [kind: string, server: string] {
  return ["wal", `server:${server}`];
}

export interface Shipped {
  segments: number;
  bytes: number;
}

/**
 * Brings what is archived into the repository, then removes all of it but the newest `window` segments from the archive:
 * nothing goes before it is in the repository.
 *
 * @param until  the moment to which the log leads with what is there now, where it is known
 */
export async function ship(backups: Backups, archive: string, window: number, until?: Date): Promise<Shipped> {
  const { segments, side } = await archiveIn(archive);
  const newest = segments.at(-1);
  if (newest === undefined) return { segments: 0, bytes: 0 };
  const tags = logOf(await writerOf(archive, newest));
  const groups = chunks(segments, AT_ONCE);
  let bytes = 0;
  let parent = (await backups.list(...tags)).at(-1);
  for (const [index, group] of groups.entries()) {
    const reach = until && index === groups.length - 1 ? [`until:${until.toISOString()}`] : [];
    const stored = await backups.keepFolder(archive, [...tags, ...reach], { files: [...group, ...side], parent });
    parent = undefined;
    bytes += stored.added;
  }
  const gone = [...segments.slice(0, -window), ...side.filter(name => name.endsWith(".backup"))];
  for (const name of gone) await rm(join(archive, name));
  return { segments: segments.length, bytes };
}
