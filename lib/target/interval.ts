import { Cron } from "croner";

/** Schedules by the hour on weekdays have their longest gap over the weekend, which is so many runs away at most. */
const RUNS = 400;

/** From a day on that leads a 31-day month, so that the longest month counts. Any fixed one gives the same plan each time. */
const FROM = new Date("2024-01-01T00:00:00Z");

/** What was found already: several parts ask for the gaps of one job, and finding one takes milliseconds. */
const found = new Map<string, number>();

/** The most seconds between two runs of a schedule of five fields in UTC. */
export function longestGap(schedule: string): number {
  const gap = found.get(schedule) ?? gapOf(schedule);
  found.set(schedule, gap);
  return gap;
}

function gapOf(schedule: string): number {
  const runs = new Cron(schedule, { utcOffset: 0, paused: true }).nextRuns(RUNS, FROM);
  const times = runs.map(run => run.getTime() / 1_000);
  return Math.max(0, ...times.slice(1).map((time, index) => time - (times[index] ?? time)));
}
