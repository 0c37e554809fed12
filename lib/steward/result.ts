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
