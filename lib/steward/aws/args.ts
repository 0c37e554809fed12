import type * as pulumi from "@pulumi/pulumi";
import type { GitMirrors } from "../../backups";
import type { PrivateBucketChildren } from "../../common/aws/privateBucket";
import type { Transforms } from "../../common/component";
import type { Secrets } from "../../target/spec";
import type { RestoreCheck } from "../restore-test";
import type { StewardTransforms } from "./job";

/** A secret: a value, or where Secrets Manager or Systems Manager has it already. */
export type Secret = Secrets[string];

/** A database that the steward dumps. It must be reachable from the deployment target's network. */
export interface DumpedDatabase {
  /** Its URL, `postgres://user:password@host:5432/name` or `mysql://…`. For the restore test the user must be allowed to make a database. */
  url: Secret;
  /** What the restored dump must answer. @default - that it can be restored is enough */
  check?: RestoreCheck;
}

/** What the steward backs up besides what AWS Backup does, into an encrypted repository in a bucket of its own. */
export interface StewardBackupPolicy {
  /** Git repositories, mirrored every day with all branches and tags: addresses, or these and how to get in. @default - none */
  git?: string[] | GitMirrors<Secret>;
  /** Settings, kept every day, each as a file of the name: its content, or the secret or parameter that AWS has. @default - none */
  configuration?: Record<string, Secret>;
  /**
   * Databases, dumped every week, by name. Each dump is proven with `restoreTest`: it is restored every month into a database
   * of its own on the same server.
   *
   * @default - none
   */
  databases?: Record<string, DumpedDatabase>;
  /** The password of the repository, without which nothing in it can be read. Keep it elsewhere too. Required with any of these. */
  password?: Secret;
  /** The steward's image, where this version's own cannot be pulled. @default - this version's */
  stewardImage?: pulumi.Input<string>;
}

/** Changes of the children of the steward's backups. */
export interface StewardBackupTransforms {
  repository?: Transforms<PrivateBucketChildren>;
  steward?: StewardTransforms;
}
