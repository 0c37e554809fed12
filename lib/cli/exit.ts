/** How `daytwo` ends. */
export const EXIT = {
  done: 0,
  /** A program or a job failed, or the running system did not do what it was asked. */
  failed: 1,
  /** The user wrote something wrong: a specification, a file, an option. */
  input: 2,
} as const;
