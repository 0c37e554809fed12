import { readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Backups } from "../repository/backups";
import { type Snapshot, tagValue } from "../repository/snapshots";
import type { Base } from "../wal/base";
import { timelineOf } from "../wal/segments";
import type { Left } from "./left";

/** What a server's log is known by: what of it was shipped, and what is left in the archive. */
export interface Log {
  shipments: readonly Snapshot[];
  left: readonly Left[];
}

/** Up to where a timeline follows another: the log goes on elsewhere from there. */
interface Parent {
  timeline: string;
  /** A position in the log, of 16 digits. */
  until: string;
}

/**
 * The timeline on which the server was at a moment. Each restore begins one, higher than all before, and leaves the former where
 * its log ends; so it is the first whose log leads to the moment. Without a moment it is the newest.
 */
export function timelineAt({ shipments, left }: Log, moment: Date | undefined): string {
  const reaching = shipments.flatMap(shipment => {
    const [timeline, until] = [tagValue(shipment, "timeline"), tagValue(shipment, "until")];
    return moment && timeline && until && until >= moment.toISOString() ? [timeline] : [];
  });
  return reaching.sort()[0] ?? newestOf({ shipments, left });
}

/** The newest timeline of which there is anything. */
export function newestOf({ shipments, left }: Log): string {
  const shipped = shipments.flatMap(({ paths }) => paths.map(path => basename(path)));
  const names = [...shipped, ...left.flatMap(({ segments, side }) => [...segments, ...side])];
  return names.map(timelineOf).sort().at(-1) ?? FIRST;
}

const FIRST = "00000001";

/**
 * Whether a timeline has all that a base backup has: a restore to before the end of a backup leaves the backup on a branch
 * from which no log leads to the present.
 */
export function isOn(base: Base, timeline: string, parents: readonly Parent[]): boolean {
  const own = timelineOf(base.start);
  return own === timeline || parents.some(parent => parent.timeline === own && base.stop <= parent.until);
}

/** The timelines that one follows, by its history, which the server archives when it begins. */
export async function parentsOf(backups: Backups, { shipments, left }: Log, timeline: string): Promise<Parent[]> {
  const name = `${timeline}.history`;
  const there = left.find(({ side }) => side.includes(name));
  if (there) return parentsIn(await readFile(join(there.folder, name), "utf8"));
  const holding = shipments.findLast(({ paths }) => paths.some(path => basename(path) === name));
  return holding ? parentsIn(await backups.read(holding, name)) : [];
}

/**
 * Lays the histories of all timelines that were shipped beside a log: the server begins the first one of which there is none,
 * and two of the same number could not be archived.
 */
export async function layHistories(backups: Backups, shipments: readonly Snapshot[], log: string): Promise<void> {
  const there = new Set(await readdir(log));
  for (const shipment of shipments.toReversed())
    for (const name of shipment.paths.map(path => basename(path)).filter(one => one.endsWith(".history"))) {
      if (there.has(name)) continue;
      there.add(name);
      await writeFile(join(log, name), await backups.read(shipment, name));
    }
}

/** A line a parent: its number, where it was left as two halves in hexadecimal, and why (PostgreSQL, timeline.c). */
export function parentsIn(history: string): Parent[] {
  return [...history.matchAll(/^\s*(\d+)\s+([0-9A-F]+)\/([0-9A-F]+)/gm)].map(([, number, high = "", low = ""]) => ({
    timeline: Number(number).toString(16).toUpperCase().padStart(8, "0"),
    until: positionOf(high, low),
  }));
}

/** A position in the log, `0/16B3748`, so that two can be compared as text. */
export function positionOf(high: string, low: string): string {
  return high.padStart(8, "0") + low.padStart(8, "0");
}
