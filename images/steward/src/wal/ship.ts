import { rm } from "node:fs/promises";
import { join } from "node:path";
import { chunks } from "../../../../lib/common/chunks";
import type { Backups } from "../repository/backups";
import { type Archive, archiveIn, byWriter } from "./segments";

/** How many files go into one backup: their names are arguments. */
const AT_ONCE = 512;

/** The tags by which the log of a server is found. */
export function logOf(server: string): [kind: string, server: string] {
  return ["wal", `server:${server}`];
}

/** How far a server's log leads. */
export interface Reach {
  server: string;
  /** The timeline that it is on: 8 digits. */
  timeline: string;
  until: Date;
}

export interface Shipped {
  segments: number;
  bytes: number;
}

/**
 * Brings what is archived into the repository, then removes all of it but the newest `window` segments from the archive:
 * nothing goes before it is in the repository.
 *
 * @param reach  whose log leads how far with what is there now, where it is known
 */
export async function ship(backups: Backups, archive: string, window: number, reach?: Reach): Promise<Shipped> {
  const { segments, side } = await archiveIn(archive);
  let bytes = 0;
  for (const [server, own] of await byWriter(archive, segments)) {
    const known = reach?.server === server ? reach : undefined;
    bytes += await shipLogOf(backups, { server, archive, segments: own, side, reach: known });
  }
  const gone = [...segments.slice(0, -window), ...side.filter(name => name.endsWith(".backup"))];
  for (const name of gone) await rm(join(archive, name));
  return { segments: segments.length, bytes };
}

interface Shipment extends Archive {
  server: string;
  archive: string;
  reach: Reach | undefined;
}

/** Ships one server's segments, and gives how many bytes of them were new. */
async function shipLogOf(backups: Backups, { server, archive, segments, side, reach }: Shipment): Promise<number> {
  const tags = logOf(server);
  const groups = chunks(segments, AT_ONCE);
  let bytes = 0;
  let parent = (await backups.list(...tags)).at(-1);
  for (const [index, group] of groups.entries()) {
    const marks = reach && index === groups.length - 1 ? reachTags(reach) : [];
    const stored = await backups.keepFolder(archive, [...tags, ...marks], { files: [...group, ...side], parent });
    parent = undefined;
    bytes += stored.added;
  }
  return bytes;
}

function reachTags({ until, timeline }: Reach): string[] {
  return [`until:${until.toISOString()}`, `timeline:${timeline}`];
}
