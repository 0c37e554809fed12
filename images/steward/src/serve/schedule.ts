import { Cron } from "croner";

/** A run that comes no later than this after its time is a late one; later, it is missed. */
const LATE_MILLISECONDS = 5 * 60_000;

/** What was missed longer ago than this is not counted. */
const LOOK_BACK_MILLISECONDS = 7 * 86_400_000;

/** Enough runs to meet the longest pause of a week, and of most months. */
const RUNS_LOOKED_AT = 60;

/** What became due between two moments. */
export interface Due {
  /** Whether the newest is young enough to be started now. */
  start: boolean;
  /** How many came and went. */
  missed: number;
}

/** A cron expression in UTC. */
export class Schedule {
  private readonly cron: Cron;

  constructor(readonly expression: string) {
    this.cron = new Cron(expression, { paused: true, timezone: "UTC" });
  }

  due(from: Date, to: Date): Due {
    let count = 0;
    let newest: Date | undefined;
    const since = new Date(Math.max(from.getTime(), to.getTime() - LOOK_BACK_MILLISECONDS));
    for (let next = this.cron.nextRun(since); next !== null && next <= to; next = this.cron.nextRun(next)) {
      newest = next;
      count++;
    }
    const start = newest !== undefined && to.getTime() - newest.getTime() <= LATE_MILLISECONDS;
    return { start, missed: start ? count - 1 : count };
  }

  /** The longest time between two runs, in seconds. */
  longestPause(from: Date): number {
    const runs = this.cron.nextRuns(RUNS_LOOKED_AT, from);
    const pauses = runs.slice(1).map((run, index) => run.getTime() - (runs[index]?.getTime() ?? 0));
    return Math.max(0, ...pauses) / 1_000;
  }
}
