import type * as pulumi from "@pulumi/pulumi";

/** A component that knows a part of what the platform's operations must know. */
export interface Operated {
  /** That part, which stands in the manifest. @default - nothing */
  readonly operations?: pulumi.Output<object>;
}

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

/** One of the two groups of instances that a service's requests can go to while a new version comes in. */
export type Group = "blue" | "green";

/** What a group gets of a service's requests. */
export interface TrafficShare {
  group: Group;
  /** 0 to 100. */
  percent: number;
  /** How many of its instances are healthy. */
  healthy: number;
}

/** What every platform answers about a running system, and does to it. */
export interface Operations {
  /** Whether its calls, told by the signal that it was opened with, end by themselves and say what goes on. @default - the process just ends */
  readonly interruptible?: boolean;
  /** Whether a restore makes a new database beside the one that serves, and leaves that alone. @default - it takes its place */
  readonly restoresBeside?: boolean;
  firingAlarms(): Promise<FiringAlarm[]>;
  stopReasons(since: Date): Promise<StopReason[]>;
  errorLines(since: Date): Promise<LogLine[]>;
  requests(since: Date): Promise<RequestFigures[]>;
  /** Runs a job to its end; `follow` is told each line as it comes. */
  runJob(job: string, follow: (line: string) => void): Promise<JobRun>;
  /** Takes a backup now. */
  backUp(follow: (line: string) => void): Promise<JobRun[]>;
  /** Brings the database back to a moment. What was written after it is lost, unless `restoresBeside`. */
  restore(to: Date, follow: (line: string) => void): Promise<JobRun>;
  /** Shows the maintenance page in place of a service, or of all, or stops showing it. */
  maintenance(on: boolean, service?: string): Promise<string[]>;
  /** How a service's requests are shared between its groups. @default - not there: the platform has no groups */
  traffic?(service: string): Promise<TrafficShare[]>;
  /** Sends so many percent of a service's requests to a group, and the rest to the other. */
  shiftTraffic?(service: string, to: Group, percent: number): Promise<TrafficShare[]>;
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
