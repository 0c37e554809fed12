import { z } from "zod";

/** What a job of the steward says as its last line, as JSON. */
export interface JobResult {
  job: string;
  outcome: "succeeded" | "failed";
  /** ISO 8601. */
  startedAt: string;
  seconds: number;
  /** One line for a person. */
  message: string;
  /** Figures: bytes, rows, files, the backup's id. */
  figures: Record<string, number | string>;
}

const schema: z.ZodType<JobResult> = z.object({
  job: z.string(),
  outcome: z.enum(["succeeded", "failed"]),
  startedAt: z.string(),
  seconds: z.number(),
  message: z.string(),
  figures: z.record(z.string(), z.union([z.number(), z.string()])),
});

/** The result in what a job has said, where its last line is one: a user's own job may say anything. */
export function resultIn(output: string): JobResult | undefined {
  const last = output.trimEnd().split("\n").at(-1) ?? "";
  if (!last.startsWith("{")) return undefined;
  try {
    return schema.safeParse(JSON.parse(last)).data;
  } catch {
    return undefined;
  }
}
