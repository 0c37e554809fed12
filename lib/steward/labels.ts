/** The label keys that others read; the steward reads them too. */
export const LABELS = {
  project: "daytwo.project",
  stack: "daytwo.stack",
  role: "daytwo.role",
  /** The name of the service, worker, job or part. */
  of: "daytwo.of",
  /** A job's cron expression. */
  schedule: "daytwo.schedule",
  /** The failed gate that this one follows. */
  follows: "daytwo.follows",
  /** Of a volume that is made from the program's own values: what they are, in a digest. Such a volume can be made again. */
  content: "daytwo.content",
} as const;
