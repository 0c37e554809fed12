import type { Seen } from "./containers";
import type { Docker } from "./docker";
import { type Sample, sample, type Usage, usageOf } from "./usage";

/** A container that is meant to run, and how it does. */
export interface Watched {
  seen: Seen;
  usage: Usage | undefined;
  oomKills: number;
}

/** Containers that run to their end. */
const ENDING = new Set(["job", "gate", "fill"]);

/** Processor time is read at most so often: over less, its use means little. */
const SAMPLE_MILLISECONDS = 14_000;

/** What the containers that are meant to run use of their limits. */
export class Watch {
  private readonly samples = new Map<string, Sample>();
  private readonly usages = new Map<string, Usage>();
  private readonly oomKills = new Map<string, number>();

  constructor(private readonly docker: Docker) {}

  async look(containers: readonly Seen[]): Promise<Watched[]> {
    const meant = containers.filter(({ role }) => !ENDING.has(role));
    await Promise.all(meant.map(seen => this.measure(seen)));
    this.forget(new Set(containers.map(({ id }) => id)));
    return meant.map(seen => ({ seen, usage: this.usages.get(seen.id), oomKills: this.oomKills.get(seen.id) ?? 0 }));
  }

  countOomKill(id: string): void {
    this.oomKills.set(id, (this.oomKills.get(id) ?? 0) + 1);
  }

  private async measure(seen: Seen): Promise<void> {
    if (!seen.running) {
      this.samples.delete(seen.id);
      this.usages.delete(seen.id);
      return;
    }
    const before = this.samples.get(seen.id);
    if (before !== undefined && Date.now() - before.at < SAMPLE_MILLISECONDS) return;
    // It may have ended in between, which the next look sees.
    const now = await sample(this.docker, seen.id).catch(() => undefined);
    if (now === undefined) return;
    this.samples.set(seen.id, now);
    this.usages.set(seen.id, usageOf(seen, before, now));
  }

  private forget(there: ReadonlySet<string>): void {
    for (const kept of [this.samples, this.usages, this.oomKills])
      for (const id of kept.keys()) if (!there.has(id)) kept.delete(id);
  }
}
