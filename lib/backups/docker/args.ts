import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import type { PrometheusArgs } from "../../alerts/docker/prometheus";
import type { Transforms } from "../../common/component";
import type { Bucket } from "../../common/docker/bucket";
import type { FilesChildren } from "../../common/docker/files";
import type { Database } from "../../database/docker";
import type { RestoreCheck } from "../../steward/restore-test";
import type { FileStore } from "../../storage/docker";
import type { BackupScheduleArgs as ContractArgs } from "../index";

/** Every kind of child that the schedule makes; its parts have their own. */
export interface BackupScheduleChildren {
  repository: docker.VolumeArgs;
  scratch: docker.VolumeArgs;
  prepare: docker.ContainerArgs;
  job: docker.ContainerArgs;
}

export interface BackupScheduleArgs extends Omit<ContractArgs, "resources"> {
  /** The database to back up: dumped every day, its write-ahead log shipped every five minutes. @default - none */
  database?: Database;
  /** The files to back up, every day; those of a bucket are the bucket's own to keep. @default - none */
  storage?: FileStore;
  /** Settings to back up, every day: a file's content by its name. Kept as a secret. @default - none */
  configuration?: Record<string, pulumi.Input<string>>;
  /** The bucket that backups are kept in. @default - a volume on the host, whose loss takes the backups too */
  repository?: Bucket;
  /**
   * The password that backups are encrypted with. Without it they are lost, so keep a copy off the host, where it is still
   * there when the host is not. It cannot be changed for backups that are there. Kept as a secret.
   */
  password: pulumi.Input<string>;
  /** What a restore test asks the restored database. @default - only whether the dump can be restored */
  checkQuery?: string | RestoreCheck;
  /** How much of the backups is read again each night, 1 to 100 percent. @default 10 */
  verify?: number;
  /**
   * Whether it tells of its alarms by itself, with a Prometheus of its own. `false` when an `AlertThresholds` is given these
   * backups.
   *
   * @default - only when `notify` is given
   */
  pages?: boolean;
  /** Reshapes children, by kind; those of parts under the part. @default - none */
  transform?: Transforms<BackupScheduleChildren> & {
    /** Of the volumes with passwords and settings. */
    files?: Transforms<FilesChildren>;
    prometheus?: PrometheusArgs["transform"];
  };
}
