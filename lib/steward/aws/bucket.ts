import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { BUCKET_NAME_LIMIT, httpsOnly, PRIVATE } from "../../common/aws/bucket";
import type { Statement } from "../../common/aws/policy";
import { Component, type Transforms } from "../../common/component";
import { type Environment, protects } from "../../common/environment";

/** Every kind of child that the bucket of a repository has. */
export interface RepositoryChildren {
  bucket: s3.BucketArgs;
  access: s3.BucketPublicAccessBlockArgs;
  versioning: s3.BucketVersioningArgs;
  encryption: s3.BucketServerSideEncryptionConfigurationArgs;
  lifecycle: s3.BucketLifecycleConfigurationArgs;
  policy: s3.BucketPolicyArgs;
}

export interface RepositoryArgs {
  region: pulumi.Input<string>;
  environment: Environment;
  tags: Record<string, string>;
  transform?: Transforms<RepositoryChildren> | undefined;
}

/** Days for which what was deleted or overwritten can be brought back. */
const RECOVERY_DAYS = { protected: 30, other: 7 };

/**
 * A bucket that holds a restic repository: private, over HTTPS only, encrypted, and with versions, so that what a job
 * deletes can be brought back. No job may delete a version.
 */
export class RepositoryBucket extends Component<RepositoryChildren> {
  /** The repository, in restic's words. */
  readonly location: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: RepositoryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("daytwo:aws:RepositoryBucket", name, args, opts);
    const { environment, tags, region } = args;
    const protect = protects(environment);
    const bucketArgs = { forceDestroy: !protect, tags };
    const made = this.child("bucket", s3.Bucket, bucketArgs, { protect, limit: BUCKET_NAME_LIMIT });
    const { bucket, arn } = made;
    this.child("access", s3.BucketPublicAccessBlock, { bucket, ...PRIVATE });
    const versioning = this.child("versioning", s3.BucketVersioning, {
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    this.child("encryption", s3.BucketServerSideEncryptionConfiguration, { bucket, rules: ENCRYPTION });
    this.child(
      "lifecycle",
      s3.BucketLifecycleConfiguration,
      { bucket, rules: lifecycle(protect) },
      { dependsOn: [versioning] },
    );
    this.child("policy", s3.BucketPolicy, { bucket, policy: httpsOnly(arn) });

    this.location = pulumi.interpolate`s3:https://s3.${region}.amazonaws.com/${bucket}`;
    this.arn = arn;
    this.registerOutputs({ location: this.location, arn: this.arn });
  }
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

/** What comes is encrypted already, with the repository's password. S3's own keys cost nothing. */
const ENCRYPTION = [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }];

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
