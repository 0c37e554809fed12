import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { JobRecord, JobRun } from "../../../../lib/steward/serve";
import { codeOf } from "../failure";
import { writeWhole } from "../fill/write";
import { notAhead } from "./ahead";

const KEPT_RUNS = 50;
/** More containers than a job has at one time. */
const KEPT_ENDS = 10;
const PLACED = { mode: 0o644, uid: -1, gid: -1 };

const run: z.ZodType<JobRun> = z.object({
  startedAt: z.string(),
  endedAt: z.string(),
  exitCode: z.number(),
  message: z.string(),
  figures: z.record(z.string(), z.union([z.number(), z.string()])),
});

const record: z.ZodType<JobRecord> = z.object({
  job: z.string(),
  seenAt: z.string(),
  schedule: z.string().optional(),
  handledTo: z.string(),
  missed: z.number(),
  lastSuccessAt: z.string().optional(),
  ends: z.record(z.string(), z.string()).optional(),
  runs: z.array(run),
});

/** What is kept of jobs, in a file each, whole after every crash. */
export class Records {
  private readonly known = new Map<string, JobRecord>();

  constructor(private readonly folder: string) {}

  /** The record of a job; a new one for a job that is seen for the first time, now. */
  async of(job: string, now: Date): Promise<JobRecord> {
    const known = this.known.get(job) ?? (await this.read(job));
    if (known) {
      const settled = notAhead(known, now);
      if (settled !== known) await this.keep(settled);
      this.known.set(job, settled);
      return settled;
    }
    const made = { job, seenAt: now.toISOString(), handledTo: now.toISOString(), missed: 0, runs: [] };
    await this.keep(made);
    return made;
  }

  async keep(kept: JobRecord): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await writeWhole(this.file(kept.job), Buffer.from(`${JSON.stringify(kept)}\n`), PLACED);
    this.known.set(kept.job, kept);
  }

  /** Keeps a run; `of` is whose run it was, where a container ran. */
  async add(job: string, ended: JobRun, now: Date, of?: { id: string; finishedAt: string }): Promise<void> {
    const before = await this.of(job, now);
    const runs = [...before.runs, ended].slice(-KEPT_RUNS);
    const others = Object.entries(before.ends ?? {}).filter(([id]) => id !== of?.id);
    const ends = of && Object.fromEntries([...others, [of.id, of.finishedAt]].slice(-KEPT_ENDS));
    const succeeded = ended.exitCode === 0 && { lastSuccessAt: ended.endedAt };
    await this.keep({ ...before, runs, ...(ends && { ends }), ...succeeded });
  }

  private async read(job: string): Promise<JobRecord | undefined> {
    try {
      return record.parse(JSON.parse(await readFile(this.file(job), "utf8")));
    } catch (error) {
      // One that cannot be understood is begun anew: the clock must go on.
      if (codeOf(error) !== "ENOENT") process.stdout.write(`serve: what was kept of ${job} cannot be read\n`);
      return undefined;
    }
  }

  private file(job: string): string {
    return join(this.folder, `${encodeURIComponent(job)}.json`);
  }
}
