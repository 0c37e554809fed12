import { copyFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Snapshot } from "../repository/snapshots";
import { type Archive, archiveIn, byWriter } from "../wal/segments";
import { asidesIn } from "./aside";

/** What a server left in a folder of its archive. */
export interface Left extends Archive {
  folder: string;
}

/** What of a server's log is in its archive, and in what was put aside there when another server was made anew. */
export async function leftBy(server: string, archive: string): Promise<Left[]> {
  const left: Left[] = [];
  for (const folder of [...(await asidesIn(archive)), archive]) {
    const { segments, side } = await archiveIn(folder);
    const own = (await byWriter(folder, segments)).get(server);
    if (own) left.push({ folder, segments: own, side });
  }
  return left;
}

/** Whether there is something that nobody has shipped. */
export function isUnshipped(left: readonly Left[], shipments: readonly Snapshot[]): boolean {
  const shipped = new Set(shipments.flatMap(({ paths }) => paths.map(path => basename(path))));
  return left.some(({ segments }) => segments.some(segment => !shipped.has(segment)));
}

export async function copyLeft(left: readonly Left[], into: string): Promise<void> {
  for (const { folder, segments, side } of left)
    for (const name of [...segments, ...side]) await copyFile(join(folder, name), join(into, name));
}
