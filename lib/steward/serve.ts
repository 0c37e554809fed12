/** What `steward serve` is told. It runs until it is stopped. */
export interface ServeSpec {
  /** Whose containers it looks after. @default - the project and stack of its own container */
  project?: string;
  stack?: string;
  /** @default "/var/run/docker.sock" */
  socket?: string;
  /** The folder that the results of jobs are kept in. @default "/results" */
  results?: string;
  /** Where `/metrics` and `/healthz` are. @default 9100 */
  port?: number;
}

/** One run of a job, whoever started it. */
export interface JobRun {
  /** ISO 8601. */
  startedAt: string;
  endedAt: string;
  exitCode: number;
  /** One line for a person: the steward's own jobs say what they did, of others it is the exit code. */
  message: string;
  /** What the steward's own jobs tell in figures. */
  figures: Record<string, number | string>;
}

/** All that is kept of a job: the file `<job>.json` in the folder of the results. */
export interface JobRecord {
  job: string;
  /** Since when the clock knows it: before its first run, silence counts from here. */
  seenAt: string;
  /** The schedule that `handledTo` is about. @default - it is started by hand */
  schedule?: string;
  /** Times up to here were started, or counted as missed. */
  handledTo: string;
  /** How many times it was due and not started: because it still ran, or nobody was there to start it. */
  missed: number;
  lastSuccessAt?: string;
  /** The end of each container's last run that is among `runs`, by the container's id, as Docker tells it. @default - none */
  ends?: Readonly<Record<string, string>>;
  /** The newest last. */
  runs: readonly JobRun[];
}
