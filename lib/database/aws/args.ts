import type * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";
import type { Transforms } from "../../common/component";
import type { Duration } from "../../common/duration";
import type { Size } from "../../common/size";
import type { AwsDeploymentTargetArgs } from "../../target/aws/args";
import type { DatabaseArgs } from "../index";
import type { CredentialsChildren } from "./credentials";
import type { GroundChildren } from "./ground";

/** Capacity of Aurora Serverless v2, in Aurora capacity units of 2 GiB of memory each: 0 or 0.5 to 256, in halves. */
export interface Serverless {
  /** The least; 0 pauses the database while nobody asks it. */
  min: number;
  /** The most, 1 at least. */
  max: number;
}

/** A database that is there already; nothing is made of it, and nothing of it is changed. */
export interface ExistingDatabase {
  /** The identifier of the instance, or of the Aurora cluster where `aurora` is true: what the alarms look at. */
  identifier: string;
  /** @default false */
  aurora?: boolean;
  host: pulumi.Input<string>;
  /** @default - the engine's own: 5432 or 3306 */
  port?: number;
  /** The secret with the URL, which containers get as DATABASE_URL; it may go on with a key of its JSON: "arn:…:secret:shop-AbCdEf:url::". */
  secretArn: pulumi.Input<string>;
  /** The key that the secret is encrypted with, where it is not Secrets Manager's own. @default - Secrets Manager's own */
  secretKeyArn?: pulumi.Input<string>;
  /** The security group of the database, which is made to admit each container. */
  securityGroupId: pulumi.Input<string>;
  /** The most connections that it takes. @default - no alarm on them */
  connections?: number;
  /** Its storage. @default - no alarm on it */
  storage?: Size;
}

/** Every kind of child that a database has itself; its parts have their own. */
export interface DatabaseChildren {
  instance: rds.InstanceArgs;
  cluster: rds.ClusterArgs;
  member: rds.ClusterInstanceArgs;
}

export interface AwsDatabaseArgs extends DatabaseArgs {
  /**
   * The class of the instance, in place of `cpu` and `memory`: "db.m7g.large".
   *
   * @default - the smallest of db.t4g, db.m7g and db.r7g that has `cpu` and `memory`
   */
  instanceClass?: string;
  /** Aurora Serverless v2 in place of an instance, within this capacity. @default - none: an instance */
  serverless?: Serverless;
  /**
   * Storage at the start, 20 GiB to 64 TiB; RDS never makes it less. With `maxStorage` it grows by itself, and a smaller figure
   * afterwards changes nothing. Aurora has as much as it needs.
   *
   * @default "20GiB"
   */
  storage?: Size;
  /** How far storage grows by itself, at least a tenth more than `storage`; or `false`. @default - 5 times `storage`, 64 TiB at most */
  maxStorage?: Size | false;
  /** Whether a second server in another zone stands by, or with Aurora reads as well. @default - production true, staging false */
  multiZone?: boolean;
  /**
   * The most connections at a time, 10 to 5000. PostgreSQL that is there already takes another figure only once it is restarted.
   *
   * @default - AWS's formula of the class's memory, or of the most capacity units
   */
  connections?: number;
  /**
   * Whether the server that is there may go to another major `version`. It does so with the update that says both, at once and
   * not in the maintenance window, and is away meanwhile; there is no way back but a restore. Without it AWS refuses such a
   * `version`.
   *
   * @default false
   */
  majorUpgrade?: boolean;
  /**
   * For how many days every moment can be restored, 1 to 35; or `false`, which Aurora does not know. Where it or `backupWindow`
   * is said, a backup schedule leaves that to the database; else AWS Backup does it by the schedule's `pointInTime`.
   *
   * @default - production "14 days", staging "7 days", until AWS Backup sees to it
   */
  backupRetention?: Duration | false;
  /** When the daily snapshot is taken, in UTC. @default "01:00-02:00" */
  backupWindow?: string;
  /** When AWS may change the server, in UTC. @default "sun:07:00-sun:08:00" */
  maintenanceWindow?: string;
  /**
   * How long Performance Insights, which CloudWatch Database Insights shows, keeps what each query took: 7 days, n × 31 days up to 23 × 31, or 731 days; or `false`.
   *
   * @default - "7 days"; none on the smallest classes of MySQL, which lack it, and with Aurora below 2 units
   */
  insights?: Duration | false;
  /** How often the operating system's figures are taken: 1, 5, 10, 15, 30 or 60 seconds; or `false`. @default - production "1 minute", staging false */
  monitoring?: Duration | false;
  /** Whether connections must be encrypted. PostgreSQL that is there already heeds a change only once it is restarted. @default true */
  tls?: boolean;
  /** How often the application's password is renewed, 1 to 365 days; or `false` for never. @default "30 days" */
  rotation?: Duration | false;
  /** The key that all of it is encrypted with, by its ARN. It cannot be changed later. @default - a new one */
  keyArn?: pulumi.Input<string>;
  /** A database that is there already, in place of a new one. @default - a new one */
  existing?: ExistingDatabase;
  /** The steward's image, which makes the logins, where this version's own cannot be pulled. @default - this version's */
  stewardImage?: pulumi.Input<string>;
  /** Reshapes children, by kind, and those of the credentials under their part. @default - none */
  transform?: Transforms<DatabaseChildren & GroundChildren> & {
    credentials?: Transforms<CredentialsChildren>;
    task?: NonNullable<AwsDeploymentTargetArgs["transform"]>["task"];
    secrets?: NonNullable<AwsDeploymentTargetArgs["transform"]>["secrets"];
  };
}
