import type { z } from "zod";

/** What a job has to tell when it went well. */
export interface JobOutcome {
  /** One line for a person. */
  message: string;
  /** Figures: bytes, rows, files, the backup's id. */
  figures: Record<string, number | string>;
}

/**
 * One thing that the steward can do. What it throws fails it, and the error's message is all that is told: one line, that
 * says what is wrong and never holds a secret.
 */
export interface Verb<Spec> {
  /** What it may be told. Use `z.strictObject`, so that misspelt keys are told as well. */
  readonly spec: z.ZodType<Spec>;
  /** Whether it ends with a result for the clock: its last line of output is then a `JobResult`, when it fails as well. */
  readonly job?: boolean;
  /**
   * For a verb that is told secrets: what a file of which it was told them says once it is done, so that a container that has
   * ended holds none. To follow it must do nothing: a container can be started again. @default - the file stays as it is
   */
  readonly leaves?: Spec;
  /** Does it, and stops soon when `stop` is aborted. */
  run(spec: Spec, stop: AbortSignal): Promise<undefined | JobOutcome>;
}
