import type * as backup from "@pulumi/aws/backup";
import type * as pulumi from "@pulumi/pulumi";
import type { Transforms } from "../../common/component";
import type { Duration } from "../../common/duration";
import type { Database } from "../../database";
import type { Foundation } from "../../foundation";
import type { StewardBackupPolicy, StewardBackupTransforms } from "../../steward/aws/args";
import type { StewardTransforms } from "../../steward/aws/job";
import type { RestoreCheck } from "../../steward/restore-test";
import type { FileStore } from "../../storage";
import type { BackupScheduleArgs as ContractArgs } from "../index";
import type { AlarmChildren } from "./alarms";
import type { RestoreTestChildren } from "./restoreTest";
import type { RoleChildren } from "./role";
import type { BackupType } from "./types";
import type { VaultChildren } from "./vault";

/** Every kind of child that the schedule itself makes; its parts have their own. */
export interface BackupScheduleChildren {
  plan: backup.PlanArgs;
  selection: backup.SelectionArgs;
}

/**
 * Something to back up: its ARN; its ARN and what AWS Backup calls its type; or the resource itself, such as an
 * `aws.rds.Instance`. Of an ARN that is known only after the update the type cannot be read: restore tests are then set up
 * for every type.
 */
export type BackupResource = pulumi.Input<string> | TypedArn;

export interface TypedArn {
  arn: pulumi.Input<string>;
  /** @default - read from the ARN; of the types that share one, Aurora for clusters */
  resourceType?: BackupType;
}

/**
 * A lock on the vaults: a backup cannot be deleted, nor its time shortened, before the time is up, and no job may keep one
 * shorter than `minimum` or longer than `maximum`.
 *
 * - `governance`: people with the right to `backup:DeleteBackupVaultLockConfiguration` can take the lock away again. It
 *   guards against mistakes and against most intruders.
 * - `compliance`: once `changeableFor` has passed, nobody can, the account's root and AWS included, until every backup
 *   has reached its end; the vault cannot be deleted before. It guards against everybody, its owner too.
 */
export type VaultLock = LockBounds & ({ mode: "governance" } | { mode: "compliance"; changeableFor: Duration });

interface LockBounds {
  /** The shortest time that a backup may be kept. @default - the shortest of `daily`, `weekly` and `pointInTime` */
  minimum?: Duration;
  /** The longest time that a backup may be kept. @default - none */
  maximum?: Duration;
}

/** Where backups are copied: to a vault that is made in another Region, or to one that is there. */
export type CopyTarget = { region: string } | { vaultArn: pulumi.Input<string> };

export interface BackupScheduleArgs extends Omit<ContractArgs, "resources" | "git">, StewardBackupPolicy {
  /** The database to back up, of this row. Each restore test of one that is made here is asked. @default - none */
  database?: Database;
  /** The files to back up, of this row. @default - none */
  storage?: FileStore;
  /** What AWS Backup backs up, at most 500. @default - nothing; then there must be something for the steward */
  resources?: BackupResource[];
  /** The deployment target beside whose containers the steward's jobs run. Required with `git`, `configuration` and `databases`. */
  foundation?: Foundation;
  /** Where daily and weekly backups are copied as well, to be kept there for as long. @default - nowhere */
  copyTo?: CopyTarget;
  /** A lock on the vaults. @default - none: whoever may delete backups can */
  lock?: VaultLock;
  /**
   * The age at which weekly backups go to cold storage, where a type of resource has one. AWS bills cold storage for 90
   * days at the least, so `weekly` must be at least 90 days more.
   *
   * @default - never
   */
  coldAfter?: Duration;
  /**
   * What the restored database must answer: a query whose first value must be 1 or more, or a query and what it must give.
   *
   * @default - that it lets somebody in is enough
   */
  checkQuery?: string | RestoreCheck;
  /**
   * How long what a restore test restored stays, for the check of the database, or one of your own, to look into it and to report with
   * `PutRestoreValidationResult`; whole hours, up to 7 days. Without a check the test proves that a restore comes to its
   * end, and not what is in it.
   *
   * @default - 2 hours where the database is asked, else it is deleted at once
   */
  validationWindow?: Duration;
  /**
   * By type, what a restore test would otherwise infer: for example, where there is no default VPC,
   * `{ RDS: { dbSubnetGroupName: "…", vpcSecurityGroupIds: '["sg-…"]' } }`. (AWS, AWS Backup developer guide, "Restore
   * testing inferred metadata".)
   *
   * @default - none
   */
  restoreOverrides?: Partial<Record<BackupType, Record<string, pulumi.Input<string>>>>;
  /** Reshapes children, by kind; those of parts under the part. @default - none */
  transform?: Transforms<BackupScheduleChildren> & {
    /** Of the vault and of the one in the other Region. */
    vault?: Transforms<VaultChildren>;
    /** Of the role that backs up and of the one that restores. */
    role?: Transforms<RoleChildren>;
    restoreTest?: Transforms<RestoreTestChildren>;
    alarms?: Transforms<AlarmChildren>;
    /** Of the job that asks the restored database. */
    restoreCheck?: StewardTransforms;
  } & StewardBackupTransforms;
}
