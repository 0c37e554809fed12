import { type Snapshot, tagValue } from "../repository/snapshots";
import type { Base } from "../wal/base";

/**
 * The base from which the log leads to a moment: the newest from before it, of a server whose log is known to reach it. There
 * may be several servers: one that was made anew after a loss is backed up until it is restored to what the former one had.
 *
 * @throws Error, with the first moment that can be had, when there is none
 */
export function baseFor(bases: readonly Base[], shipments: readonly Snapshot[], moment: Date | undefined): Base {
  const [first] = bases;
  if (!first) throw new Error("there is no base backup in the repository; restore the newest dump instead");
  if (moment === undefined) return bases.at(-1) ?? first;
  const before = bases.filter(({ end }) => end <= moment);
  const reaching = before.filter(({ server }) => {
    const reach = reachOf(shipments.filter(shipment => tagValue(shipment, "server") === server));
    return reach !== undefined && reach >= moment.toISOString();
  });
  const base = reaching.at(-1) ?? before.at(-1);
  if (base) return base;
  throw new Error(
    `there is no base backup from before this moment; the first leads from ${first.end.toISOString()} on`,
  );
}

/** The newest of these bases from before a moment. @throws Error when there is none */
export function baseOn(bases: readonly Base[], moment: Date | undefined): Base {
  const base = bases.findLast(({ end }) => moment === undefined || end <= moment);
  if (base) return base;
  throw new Error(
    "no base backup leads to this moment: those from before it were left behind by a restore to an earlier one; write a moment after the next base backup, or restore a dump",
  );
}

/** @throws Error, with the last moment that can be had, when a server's log does not lead to this one */
export function seeReach(shipments: readonly Snapshot[], moment: Date): void {
  const reach = reachOf(shipments);
  if (reach === undefined)
    throw new Error("the repository has nothing of the write-ahead log; restore to a dump instead");
  if (moment.toISOString() > reach)
    throw new Error(`the log in the repository leads to ${reach}; write a moment until then`);
}

/** The last moment to which a server's log leads, in ISO 8601. */
function reachOf(shipments: readonly Snapshot[]): string | undefined {
  return shipments
    .flatMap(shipment => tagValue(shipment, "until") ?? [])
    .sort()
    .at(-1);
}
