import { basename } from "node:path";
import type { Snapshot } from "../repository/snapshots";
import { position } from "./segments";

interface Shipment {
  snapshot: Snapshot;
  segments: ReadonlySet<string>;
}

/**
 * As few backups of a log as hold all of its segments from `start` on. Shipments overlap, so that few hold what many do:
 * for the newest segment that is still missing, the one that goes back the furthest from it.
 */
export function covering(snapshots: readonly Snapshot[], start: string): Snapshot[] {
  const shipments: Shipment[] = snapshots.map(snapshot => ({ snapshot, segments: segmentsOf(snapshot, start) }));
  const missing = new Set(shipments.flatMap(({ segments }) => [...segments]).sort());
  const chosen: Snapshot[] = [];
  for (let newest = [...missing].at(-1); newest !== undefined; newest = [...missing].at(-1)) {
    const wanted = newest;
    const candidates = shipments.filter(({ segments }) => segments.has(wanted));
    const best = candidates.reduce((one, other) => (missingIn(other, missing) > missingIn(one, missing) ? other : one));
    chosen.push(best.snapshot);
    for (const segment of best.segments) missing.delete(segment);
  }
  return chosen;
}

function segmentsOf({ paths }: Snapshot, start: string): ReadonlySet<string> {
  const names = paths.map(path => basename(path));
  return new Set(names.filter(name => name.length === 24 && position(name) >= position(start)));
}

function missingIn({ segments }: Shipment, missing: ReadonlySet<string>): number {
  return [...segments].filter(segment => missing.has(segment)).length;
}
