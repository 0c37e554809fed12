import type { ContainerInfo } from "dockerode";
import { z } from "zod";
import { PlainError } from "../../common/errors";
import type { JobResult } from "../../steward/result";
import type { JobRun } from "../index";
import { runToEnd } from "./follow";
import { type System, subjectOf } from "./system";

const jobResult: z.ZodType<JobResult> = z.object({
  job: z.string(),
  outcome: z.enum(["succeeded", "failed"]),
  startedAt: z.string(),
  seconds: z.number(),
  message: z.string(),
  figures: z.record(z.string(), z.union([z.number(), z.string()])),
});

/** Runs a job to its end. @throws PlainError when there is none of that name, or it runs already */
export async function runJob(system: System, job: string, follow: (line: string) => void): Promise<JobRun> {
  const [container] = await system.containers("job", job);
  if (!container) throw new PlainError(`there is no job "${job}"; ${choiceOf(await system.containers("job"))}`);
  return runContainer(system, container, follow);
}

function choiceOf(jobs: readonly ContainerInfo[]): string {
  const names = [...new Set(jobs.map(subjectOf))].sort();
  return names.length > 0 ? `run one of ${names.join(", ")}` : "the stack has none";
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

/** What one of the steward's jobs says as its last line. */
export function resultIn(line: string): JobResult | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return jobResult.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
