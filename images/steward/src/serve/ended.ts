import { resultIn } from "../../../../lib/steward/result";
import type { JobRecord, JobRun } from "../../../../lib/steward/serve";
import { byNow } from "./ahead";
import type { Seen } from "./containers";
import type { Docker } from "./docker";
import { endOf } from "./output";

/** How long the rest of the output of a job that has ended may take. */
const REST_MILLISECONDS = 3_000;

/** Whether it has ever ended; Docker says the year 1 before that. */
export function hasRun({ finishedAt }: Pick<Seen, "finishedAt">): boolean {
  return Date.parse(finishedAt) > 0;
}

/** What a job wrote last: as it was listened to, else from its log, where Docker keeps one. */
export async function outputOf(docker: Docker, id: string, heard: Promise<string> | undefined): Promise<string> {
  const late = new Promise<string>(resolve => setTimeout(() => resolve(""), REST_MILLISECONDS).unref());
  const output = heard ?? docker.logs(id).then(endOf);
  return Promise.race([output.catch(() => ""), late]);
}

/** Whether the end of its last run is in the record already. */
export function isKept({ id, finishedAt }: Seen, { runs, ends = {} }: JobRecord): boolean {
  const kept = ends[id];
  if (kept !== undefined) return kept === finishedAt;
  const last = runs.at(-1);
  return last !== undefined && Date.parse(finishedAt) <= Date.parse(last.endedAt);
}

/** The run that a container has just ended. */
export function runOf({ startedAt, finishedAt, exitCode, error }: Seen, output: string, now: Date): JobRun {
  const result = resultIn(output);
  const failed = error === "" ? `ended with exit code ${exitCode}` : error;
  return {
    startedAt: byNow(startedAt, now),
    endedAt: byNow(finishedAt, now),
    exitCode,
    message: result?.message ?? (exitCode === 0 ? "done" : failed),
    figures: result?.figures ?? {},
  };
}
