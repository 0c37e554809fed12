import type { JobRecord } from "../../../../lib/steward/serve";

/** A time, or now where it is still to come. */
export function byNow(time: string, now: Date): string {
  return Date.parse(time) > now.getTime() ? now.toISOString() : time;
}

/**
 * The record, in which nothing is still to come. A clock that was ahead once, such as at a start without a battery, would
 * otherwise leave a job without a run, and its silence untold, until that time.
 */
export function notAhead(record: JobRecord, now: Date): JobRecord {
  const { seenAt, handledTo, lastSuccessAt, runs } = record;
  const times = [seenAt, handledTo, lastSuccessAt ?? seenAt, ...runs.map(({ endedAt }) => endedAt)];
  if (times.every(time => byNow(time, now) === time)) return record;
  return {
    ...record,
    seenAt: byNow(seenAt, now),
    handledTo: byNow(handledTo, now),
    ...(lastSuccessAt !== undefined && { lastSuccessAt: byNow(lastSuccessAt, now) }),
    runs: runs.map(run => ({ ...run, startedAt: byNow(run.startedAt, now), endedAt: byNow(run.endedAt, now) })),
  };
}
