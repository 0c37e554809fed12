import type { ContainerInfo } from "dockerode";
import { InputError, PlainError } from "../../common/errors";
import { resultIn } from "../../steward/result";
import type { JobRun } from "../index";
import { runToEnd } from "./follow";
import { type System, subjectOf } from "./system";

/** Runs a job to its end. @throws InputError when there is none of that name, and PlainError when it runs already */
export async function runJob(system: System, job: string, follow: (line: string) => void): Promise<JobRun> {
  const [container] = await system.containers("job", job);
  if (!container) throw unknownJob(job, await system.containers("job"));
  return runContainer(system, container, follow);
}

function unknownJob(job: string, jobs: readonly ContainerInfo[]): InputError {
  const names = [...new Set(jobs.map(subjectOf))].sort();
  const choice = names.length > 0 ? `write one of ${names.join(", ")}` : "the stack has none on this Docker host";
  return new InputError("run", [{ path: "", message: `there is no job "${job}"; ${choice}` }]);
}

async function runContainer(system: System, info: ContainerInfo, follow: (line: string) => void): Promise<JobRun> {
  const job = subjectOf(info);
  if (info.State === "running")
    throw new PlainError(`the job "${job}" runs already (${info.Status.toLowerCase()}); wait for its end`);
  const { exitCode, startedAt, seconds, lines } = await runToEnd(system.docker.getContainer(info.Id), line => {
    if (!resultIn(line)) follow(line);
  });
  const result = resultIn(lines.at(-1) ?? "");
  return {
    job,
    startedAt: startedAt.toISOString(),
    seconds: Math.round(seconds * 10) / 10,
    exitCode,
    message: result?.message,
  };
}
