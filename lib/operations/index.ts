/** An alarm that is firing now. */
export interface FiringAlarm {
  name: string;
  severity: string;
  /** What it is about: a service, worker, job or part. */
  subject: string;
  /** Since when, in ISO 8601. */
  since: string;
  summary: string;
}

/** Why something stopped, or did not start. */
export interface StopReason {
  /** The service, worker, job or part. */
  subject: string;
  /** The instance, by the platform's name for it. */
  instance: string;
  /** When, in ISO 8601. */
  at: string;
  exitCode: number | undefined;
  /** In words: "killed: out of memory", "exited with code 1". */
  reason: string;
  /** Restarts since it was made. */
  restarts: number;
}

/** One line of a log, redacted. */
export interface LogLine {
  at: string;
  source: string;
  level: string;
  message: string;
}

/** What a service was asked, and how it answered. */
export interface RequestFigures {
  service: string;
  requests: number;
  /** Requests answered with 4xx and 5xx. */
  clientErrors: number;
  serverErrors: number;
  /** Seconds; `undefined` without requests. */
  p50: number | undefined;
  p95: number | undefined;
  p99: number | undefined;
}

/** How a job ended. */
export interface JobRun {
  job: string;
  startedAt: string;
  seconds: number;
  exitCode: number;
  /** What the job itself said last, where it is one of the steward's. */
  message: string | undefined;
}

/** What every platform answers about a running system, and does to it. */
export interface Operations {
  firingAlarms(): Promise<FiringAlarm[]>;
  stopReasons(since: Date): Promise<StopReason[]>;
  errorLines(since: Date): Promise<LogLine[]>;
  requests(since: Date): Promise<RequestFigures[]>;
  /** Runs a job to its end; `follow` is told each line as it comes. */
  runJob(job: string, follow: (line: string) => void): Promise<JobRun>;
  /** Takes a backup now. */
  backUp(follow: (line: string) => void): Promise<JobRun[]>;
  /** Brings the database back to a moment; what was written after it is lost. */
  restore(to: Date, follow: (line: string) => void): Promise<JobRun>;
  /** Shows the maintenance page in place of a service, or of all, or stops showing it. */
  maintenance(on: boolean, service?: string): Promise<string[]>;
  /** Closes what connections there are. */
  close(): void;
}

/** Where the verbs find a running system: a stack output, which is all that they read. */
export interface Manifest {
  /** The version of this form. */
  version: 1;
  platform: string;
  project: string;
  stack: string;
  application: string;
  environment: string;
  services: string[];
  jobs: string[];
  /** What the platform adds. */
  details: Record<string, unknown>;
}
