import type * as kms from "@pulumi/aws/kms";
import type * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";
import type { PrivateBucketChildren } from "../../common/aws/privateBucket";
import type { Transforms } from "../../common/component";
import type { Duration } from "../../common/duration";
import type { FileStoreArgs } from "../index";

/** A bucket that is there already; nothing of it is changed. */
export interface ExistingBucket {
  /** Its name or ARN; it must be in the stack's account. */
  bucket: pulumi.Input<string>;
  /** The KMS key that its objects are encrypted with, by its ARN, where it is not S3's own. @default - S3's own */
  keyArn?: pulumi.Input<string>;
}

/** Every kind of child that a file store has itself; its buckets have their own. */
export interface FileStoreChildren {
  key: kms.KeyArgs;
  ownership: s3.BucketOwnershipControlsArgs;
  logging: s3.BucketLoggingArgs;
}

export interface AwsFileStoreArgs extends FileStoreArgs {
  /** For how many days an overwritten or deleted file can be brought back; whole days. @default - production "30 days", staging "7 days" */
  recoverable?: Duration;
  /**
   * The age at which files go to a class that is cheaper to keep and dearer to read (S3 Standard-IA): 30 days or more. S3
   * itself leaves files under 128 KiB where they are.
   *
   * @default - never
   */
  infrequentAfter?: Duration;
  /** How long it is kept who read and wrote which file, or `false` for no such log. @default "90 days" */
  accessLogs?: Duration | false;
  /** The key that files are encrypted with, by its ARN. @default - a new one */
  keyArn?: pulumi.Input<string>;
  /** A bucket that is there already, in place of a new one. @default - a new one */
  existing?: ExistingBucket;
  /** Reshapes children, by kind; those of the two buckets under `bucket` and `logBucket`. @default - none */
  transform?: Transforms<FileStoreChildren> & {
    bucket?: Transforms<PrivateBucketChildren>;
    logBucket?: Transforms<PrivateBucketChildren>;
  };
}
