import { createInterface } from "node:readline";
import { z } from "zod";
import { codeOf, Failure } from "../failure";
import { messageOf } from "../result";
import { containersOf, labelsOf, type Stack } from "./containers";
import type { Docker } from "./docker";
import { type Job, Jobs } from "./jobs";
import { metricsText } from "./metrics";
import type { Records } from "./records";
import { Watch, type Watched } from "./watch";

const INTERVAL_MILLISECONDS = 5_000;
/**
 * How long Docker may not answer. After that the steward ends, and its restart brings the socket anew: a Docker that was
 * started anew has another, which a container that went on running does not see.
 */
const PATIENCE_MILLISECONDS = 60_000;

const oom = z.object({ Actor: z.object({ ID: z.string() }) });

/** Looks at the stack's containers again and again: starts what is due, and remembers what it saw. */
export class Steward {
  /** What is wrong, or nothing. */
  trouble: string | undefined = "it has not looked yet";
  private readonly jobs: Jobs;
  private readonly watch: Watch;
  private seen: { jobs: readonly Job[]; watched: readonly Watched[] } = { jobs: [], watched: [] };
  private lookedAt = Date.now();

  constructor(
    private readonly docker: Docker,
    private readonly stack: Stack,
    records: Records,
    private readonly say: (line: string) => void,
  ) {
    this.jobs = new Jobs(docker, records, say);
    this.watch = new Watch(docker);
  }

  get metrics(): string {
    return metricsText(this.seen.jobs, this.seen.watched, new Date());
  }

  /** @throws Failure when Docker has not answered for a minute */
  async run(stop: AbortSignal): Promise<void> {
    void this.listen(stop);
    while (!stop.aborted) {
      await this.look();
      if (Date.now() - this.lookedAt > PATIENCE_MILLISECONDS) throw new Failure(this.trouble);
      await pause(INTERVAL_MILLISECONDS, stop);
    }
  }

  private async look(): Promise<void> {
    try {
      const containers = await containersOf(this.docker, this.stack);
      const [jobs, watched] = [await this.jobs.look(containers, new Date()), await this.watch.look(containers)];
      this.seen = { jobs, watched };
      this.lookedAt = Date.now();
      this.trouble = undefined;
    } catch (error) {
      if (this.trouble !== messageOf(error)) this.say(messageOf(error));
      this.trouble = messageOf(error);
    }
  }

  /** Hears of ends for want of memory, which a container that was started again no longer shows. */
  private async listen(stop: AbortSignal): Promise<void> {
    const filters = { type: ["container"], event: ["oom"], label: labelsOf(this.stack) };
    while (!stop.aborted) {
      try {
        const lines = createInterface({ input: await this.docker.events(filters, stop) });
        for await (const line of lines) this.watch.countOomKill(oom.parse(JSON.parse(line)).Actor.ID);
      } catch (error) {
        if (!stop.aborted && codeOf(error) !== "unknown") this.say(messageOf(error));
      }
      await pause(INTERVAL_MILLISECONDS, stop);
    }
  }
}

function pause(milliseconds: number, stop: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      stop.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    stop.addEventListener("abort", done);
    if (stop.aborted) done();
  });
}
