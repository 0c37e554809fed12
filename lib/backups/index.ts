import type * as pulumi from "@pulumi/pulumi";
import type { ComponentArgs } from "../common/args";
import type { Duration } from "../common/duration";
import type { Database } from "../database";
import type { Recipients } from "../notifications";
import type { Operated } from "../operations";
import type { FileStore } from "../storage";

/** When backups are taken, how long they are kept, and how they are proven. */
export interface BackupPolicy {
  /** How long daily backups are kept; whole days. @default "14 days" */
  daily?: Duration;
  /** How long weekly backups are kept; whole days. @default "8 weeks" */
  weekly?: Duration;
  /** How far back any second can be restored, up to 35 days, or `false`. @default - production "14 days", staging "7 days" */
  pointInTime?: Duration | false;
  /** Whether a restore is tried every month. @default true */
  restoreTest?: boolean;
  /** The hour of the day, 0 to 23 in UTC, at which backups begin. @default 3 */
  hour?: number;
}

/** Git repositories to mirror. */
export interface GitMirrors<Credentials = pulumi.Input<string>> {
  /** Addresses, "https://…" without credentials, by the name under which each is found again. */
  repositories: Record<string, string>;
  /** Lines `https://user:token@host`, one for each host, in the form of git's credential store. Kept as a secret. @default - none: they are public */
  credentials?: Credentials;
}

/** Recipients are told of jobs that fail, and of backups that stay away. */
export interface BackupScheduleArgs extends ComponentArgs, BackupPolicy, Recipients {
  /** What is backed up, by the platform's identifiers, where it has such: ARNs on AWS. @default - none */
  resources?: pulumi.Input<string>[];
  /** The database to back up, where the platform's database is one of this row's components. @default - none */
  database?: Database;
  /** The files to back up, likewise. @default - none */
  storage?: FileStore;
  /** Git repositories, mirrored every day with all branches and tags: addresses, or these by name and how to get in. @default - none */
  git?: string[] | GitMirrors;
}

/** Contract of the column: backups by the calendar, and the proof that they can be restored. */
export interface BackupSchedule extends pulumi.Resource, Operated {
  /** What a person must still see to before everything is backed up and proven, in words. */
  readonly confirmations: pulumi.Output<string[]>;
}
