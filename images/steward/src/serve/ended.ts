import type { JobRun } from "../../../../lib/steward/serve";
import type { Seen } from "./containers";
import type { Docker } from "./docker";
import { endOf, resultIn } from "./output";

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

/** The run that a container has just ended. */
export function runOf({ startedAt, finishedAt, exitCode, error }: Seen, output: string): JobRun {
  const result = resultIn(output);
  const failed = error === "" ? `ended with exit code ${exitCode}` : error;
  return {
    startedAt,
    endedAt: finishedAt,
    exitCode,
    message: result?.message ?? (exitCode === 0 ? "done" : failed),
    figures: result?.figures ?? {},
  };
}
