import type { JobRecord } from "../../../../lib/steward/serve";
import { messageOf } from "../result";
import { CatchUp } from "./catchUp";
import type { Seen } from "./containers";
import type { Docker } from "./docker";
import { hasRun, isKept, outputOf, runOf } from "./ended";
import { endOf } from "./output";
import type { Records } from "./records";
import { Schedule } from "./schedule";

/** A job and its container; where an update has left two, the newer. */
export interface Job {
  name: string;
  container: Seen;
  /** Whether it runs, in whichever container. */
  running: boolean;
  record: JobRecord;
}

/** What a shell says of a command that cannot be started. */
const NOT_STARTED = 127;

/** Starts jobs when they are due, one run at a time, and keeps how each run ended, whoever started it. */
export class Jobs {
  private readonly outputs = new Map<string, Promise<string>>();
  private readonly catchUp = new CatchUp();

  constructor(
    private readonly docker: Docker,
    private readonly records: Records,
    private readonly say: (line: string) => void,
  ) {}

  /** Looks at the jobs among these containers once. */
  async look(containers: readonly Seen[], now: Date): Promise<Job[]> {
    const jobs = containers.filter(({ role }) => role === "job");
    const names = [...new Set(jobs.map(({ of }) => of))].sort();
    this.catchUp.looks(names, now);
    return Promise.all(
      names.map(name =>
        this.lookAt(
          name,
          jobs.filter(({ of }) => of === name),
          now,
        ),
      ),
    );
  }

  private async lookAt(name: string, found: readonly Seen[], now: Date): Promise<Job> {
    for (const container of found) await this.keepEnd(name, container, now);
    const container = found.reduce((newest, other) => (other.created > newest.created ? other : newest));
    const running = found.some(it => it.running);
    if (!running) this.catchUp.ended(name);
    await this.startIfDue(name, container, running, now);
    return { name, container, running, record: await this.records.of(name, now) };
  }

  private async keepEnd(name: string, container: Seen, now: Date): Promise<void> {
    if (container.running || !hasRun(container) || isKept(container, await this.records.of(name, now))) return;
    const output = this.outputs.get(container.id);
    this.outputs.delete(container.id);
    const run = runOf(container, await outputOf(this.docker, container.id, output), now);
    await this.records.add(name, run, now, container);
    this.say(`${name} ended with exit code ${run.exitCode}: ${run.message}`);
  }

  private async startIfDue(name: string, container: Seen, running: boolean, now: Date): Promise<void> {
    const { schedule } = container;
    const record = await this.records.of(name, now);
    const handledTo = now.toISOString();
    if (schedule !== record.schedule) return this.records.keep(rescheduled(record, schedule, handledTo));
    if (schedule === undefined) return;
    const { newest, late, missed } = new Schedule(schedule).due(new Date(record.handledTo), now);
    if (newest === undefined || (late && !running && !this.catchUp.begins(name, now))) return;
    const all = missed + Number(running);
    if (all > 0) this.say(`${name} was due and not started, ${all} times${running ? ": it still ran" : ""}`);
    if (late && !running) this.say(`${name} was due at ${newest.toISOString()}, which is made up for`);
    await this.records.keep({ ...record, handledTo, missed: record.missed + all });
    if (!running) await this.start(name, container, now);
  }

  private async start(name: string, { id }: Seen, now: Date): Promise<void> {
    this.say(`${name} is started`);
    try {
      this.outputs.set(id, endOf(await this.docker.attach(id)));
      await this.docker.start(id);
    } catch (error) {
      const at = now.toISOString();
      const message = `cannot be started: ${messageOf(error)}`;
      await this.records.add(name, { startedAt: at, endedAt: at, exitCode: NOT_STARTED, message, figures: {} }, now);
      this.say(`${name} ${message}`);
    }
  }
}

/** Another schedule counts from now: its times in the past were nobody's. */
function rescheduled(
  { schedule: _, ...record }: JobRecord,
  schedule: string | undefined,
  handledTo: string,
): JobRecord {
  return { ...record, handledTo, ...(schedule !== undefined && { schedule }) };
}
