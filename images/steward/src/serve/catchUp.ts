/** After the host has started, so that what jobs need, such as the database, has started as well. */
const AFTER_MILLISECONDS = 2 * 60_000;

/**
 * Runs that nobody was there to start, as on a host that was off, are made up for once: some time after the clock is back,
 * and one job after the other, since on their schedules they would not have run all at once.
 */
export class CatchUp {
  private since: Date | undefined;
  private running: string | undefined;

  /** Says that the clock looks at these jobs now; it counts from the first look. */
  looks(jobs: readonly string[], now: Date): void {
    // A clock that was set back counts anew.
    if (this.since === undefined || this.since > now) this.since = now;
    if (this.running !== undefined && !jobs.includes(this.running)) this.running = undefined;
  }

  /** Whether this job's turn is now. */
  begins(job: string, now: Date): boolean {
    const waits = this.since === undefined || now.getTime() - this.since.getTime() < AFTER_MILLISECONDS;
    if (waits || this.running !== undefined) return false;
    this.running = job;
    return true;
  }

  /** Says that a job does not run. */
  ended(job: string): void {
    if (this.running === job) this.running = undefined;
  }
}
