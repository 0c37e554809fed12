import { Cron } from "croner";

/** A run that comes later than this after its time is a late one. */
const LATE_MILLISECONDS = 5 * 60_000;

/** What was missed longer ago than this is not counted, but where nothing was due since. */
const LOOK_BACK_MILLISECONDS = 7 * 86_400_000;

/** Nobody waits for a run that is older. */
const LONGEST_MILLISECONDS = 400 * 86_400_000;

/** Enough runs to meet the longest pause of a week, and of most months. */
const RUNS_LOOKED_AT = 60;

/** What became due between two moments. */
export interface Due {
  /** When the newest should have been started, unless nothing was due. */
  newest: Date | undefined;
  /** Whether that is long ago, so that it is made up for. */
  late: boolean;
  /** How many came and went before the newest. */
  missed: number;
}

/** A cron expression in UTC. */
export class Schedule {
  private readonly cron: Cron;

  constructor(readonly expression: string) {
    this.cron = new Cron(expression, { paused: true, timezone: "UTC" });
  }

  due(from: Date, to: Date): Due {
    const lately = new Date(to.getTime() - LOOK_BACK_MILLISECONDS);
    const longAgo = new Date(to.getTime() - LONGEST_MILLISECONDS);
    const due = this.between(later(from, lately), to);
    // A job of every month is due less often than that.
    const { count, newest } = due.count > 0 || from >= lately ? due : this.between(later(from, longAgo), lately);
    const late = newest !== undefined && to.getTime() - newest.getTime() > LATE_MILLISECONDS;
    return { newest, late, missed: Math.max(0, count - 1) };
  }

  private between(from: Date, to: Date): { count: number; newest: Date | undefined } {
    let count = 0;
    let newest: Date | undefined;
    for (let next = this.cron.nextRun(from); next !== null && next <= to; next = this.cron.nextRun(next)) {
      newest = next;
      count++;
    }
    return { count, newest };
  }

  /** The longest time between two runs, in seconds. */
  longestPause(from: Date): number {
    const runs = this.cron.nextRuns(RUNS_LOOKED_AT, from);
    const pauses = runs.slice(1).map((run, index) => run.getTime() - (runs[index]?.getTime() ?? 0));
    return Math.max(0, ...pauses) / 1_000;
  }
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}
