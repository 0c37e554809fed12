import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";
import { BUCKET_NAME_LIMIT, httpsOnly, PRIVATE } from "../../common/aws/bucket";
import { Component, type Transforms } from "../../common/component";
import { type Environment, protects } from "../../common/environment";

/** Every kind of child that an archive's bucket has. */
export interface BucketChildren {
  bucket: s3.BucketArgs;
  access: s3.BucketPublicAccessBlockArgs;
  encryption: s3.BucketServerSideEncryptionConfigurationArgs;
  lifecycle: s3.BucketLifecycleConfigurationArgs;
  policy: s3.BucketPolicyArgs;
}

/** How long the archive holds lines where. */
export interface ArchiveAge {
  /** Days after which lines go to cold storage. */
  hotDays: number;
  /** Days after which lines are deleted. */
  keptDays: number;
}

export interface BucketArgs extends ArchiveAge {
  keyArn: pulumi.Output<string>;
  environment: Environment;
  tags: Record<string, string>;
  transform?: Transforms<BucketChildren> | undefined;
}

/** Days that Glacier bills at the least (AWS, Amazon S3 user guide, "Understanding S3 Glacier storage classes"). */
const GLACIER_LEAST_DAYS = 90;

/** The archive's bucket: private, encrypted, over HTTPS only, emptied by age. */
export class ArchiveBucket extends Component<BucketChildren> {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: BucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("daytwo:aws:ArchiveBucket", name, args, opts);
    const protect = protects(args.environment);
    const made = this.child(
      "bucket",
      s3.Bucket,
      { forceDestroy: !protect, tags: args.tags },
      { protect, limit: BUCKET_NAME_LIMIT },
    );
    const { bucket, arn } = made;
    this.child("access", s3.BucketPublicAccessBlock, { bucket, ...PRIVATE });
    this.child("encryption", s3.BucketServerSideEncryptionConfiguration, { bucket, rules: encryptedWith(args.keyArn) });
    this.child("lifecycle", s3.BucketLifecycleConfiguration, { bucket, rules: lifecycleRules(args) });
    this.child("policy", s3.BucketPolicy, { bucket, policy: httpsOnly(arn) });

    this.name = bucket;
    this.arn = arn;
    this.registerOutputs({ name: this.name, arn: this.arn });
  }
}

function encryptedWith(keyArn: pulumi.Output<string>): s3.BucketServerSideEncryptionConfigurationArgs["rules"] {
  const applyServerSideEncryptionByDefault = { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn };
  return [{ applyServerSideEncryptionByDefault, bucketKeyEnabled: true }];
}

/** Whether so much is left of the lines' time that Glacier, which bills for 90 days at the least, is the cheaper place. */
export function goesCold({ hotDays, keptDays }: ArchiveAge): boolean {
  return keptDays - hotDays >= GLACIER_LEAST_DAYS;
}

/** S3 itself leaves objects under 128 KiB where they are: for them cold storage would cost more. */
function lifecycleRules(age: ArchiveAge): s3.BucketLifecycleConfigurationArgs["rules"] {
  const transitions = goesCold(age) ? [{ days: age.hotDays, storageClass: "GLACIER" }] : [];
  const filter = { prefix: "" };
  return [{ id: "archive", status: "Enabled", filter, transitions, expiration: { days: age.keptDays } }];
}
