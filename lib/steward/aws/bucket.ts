import type * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../../common/aws/policy";
import { PrivateBucket, type PrivateBucketChildren } from "../../common/aws/privateBucket";
import type { Transforms } from "../../common/component";
import { type Environment, protects } from "../../common/environment";

/** Days for which what was deleted or overwritten can be brought back. */
const RECOVERY_DAYS = { protected: 30, other: 7 };

export interface RepositoryArgs {
  environment: Environment;
  tags: Record<string, string>;
  transform?: Transforms<PrivateBucketChildren> | undefined;
}

/** A bucket that holds a restic repository, with versions, so that what a job deletes can be brought back. No job may delete a version. */
export function repositoryBucket(
  name: string,
  { environment, tags, transform }: RepositoryArgs,
  parent: pulumi.Resource,
): PrivateBucket {
  const protect = protects(environment);
  // What comes is encrypted already, with the repository's password, so that S3's own keys are enough.
  const args = { protect, versions: true, lifecycle: lifecycle(protect), tags, transform };
  // What it was called in earlier versions, so that its bucket is kept.
  return new PrivateBucket(name, args, { parent, aliases: [{ type: "daytwo:aws:RepositoryBucket" }] });
}

/** The repository in a bucket, in restic's words. */
export function locationOf({ bucketName }: PrivateBucket, region: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.interpolate`s3:https://s3.${region}.amazonaws.com/${bucketName}`;
}

/** What a job needs to read the repository, and to add to it; to purge it needs more. */
export function repositoryRights(bucketArn: pulumi.Input<string>, purges = false): Statement[] {
  const below = (...paths: string[]) => paths.map(path => pulumi.interpolate`${bucketArn}/${path}`);
  // Restic locks, and forgets, by objects; what they name is removed by a purge (restic's design, "Repository Layout").
  const removable = ["locks/*", "snapshots/*", ...(purges ? ["data/*", "index/*"] : [])];
  return [
    { Effect: "Allow", Action: ["s3:ListBucket", "s3:GetBucketLocation"], Resource: bucketArn },
    { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"], Resource: below("*") },
    { Effect: "Allow", Action: "s3:DeleteObject", Resource: below(...removable) },
  ];
}

function lifecycle(protect: boolean): s3.BucketLifecycleConfigurationArgs["rules"] {
  const noncurrentDays = protect ? RECOVERY_DAYS.protected : RECOVERY_DAYS.other;
  return [
    {
      id: "versions",
      status: "Enabled",
      filter: { prefix: "" },
      noncurrentVersionExpiration: { noncurrentDays },
      expiration: { expiredObjectDeleteMarker: true },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    },
  ];
}
