import type { JobResult } from "../../../lib/steward/result";
import type { JobOutcome } from "./verb";

/**
 * Runs a job and gives its result, whether it went well or not. The clock reads it from the last line of the output.
 */
export async function resultOf(job: string, work: () => Promise<undefined | JobOutcome>): Promise<JobResult> {
  const started = Date.now();
  const ended = (outcome: JobResult["outcome"], { message, figures }: JobOutcome): JobResult => ({
    job,
    outcome,
    startedAt: new Date(started).toISOString(),
    seconds: Math.round((Date.now() - started) / 100) / 10,
    message,
    figures,
  });
  try {
    return ended("succeeded", (await work()) ?? { message: "done", figures: {} });
  } catch (error) {
    return ended("failed", { message: messageOf(error), figures: {} });
  }
}

export function messageOf(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error ? String(error.message) : String(error);
}
