import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { Component, type Transforms } from "../component";
import { policyDocument, type Statement } from "./policy";

/** Every kind of child that a bucket of ours has. */
export interface PrivateBucketChildren {
  bucket: s3.BucketArgs;
  access: s3.BucketPublicAccessBlockArgs;
  versioning: s3.BucketVersioningArgs;
  encryption: s3.BucketServerSideEncryptionConfigurationArgs;
  lifecycle: s3.BucketLifecycleConfigurationArgs;
  policy: s3.BucketPolicyArgs;
}

export interface PrivateBucketArgs {
  /** Whether it outlives its stack: it is then protected, and not emptied. */
  protect: boolean;
  /** When what goes where, or goes. */
  lifecycle: s3.BucketLifecycleConfigurationArgs["rules"];
  /** The KMS key that objects are encrypted with. @default - S3's own keys, which cost nothing */
  keyArn?: pulumi.Input<string>;
  /** Whether what is overwritten or deleted can be brought back. @default false */
  versions?: boolean;
  /** What else its policy says, by its ARN. @default - nothing */
  statements?: (arn: pulumi.Output<string>) => Statement[];
  /** The component that its children belonged to in earlier versions, so that they are kept. @default - none */
  formerly?: pulumi.Resource;
  tags: Record<string, string>;
  transform?: Transforms<PrivateBucketChildren> | undefined;
}

/** The settings of a bucket that nobody outside the account may see into. */
const PRIVATE = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

/** The longest name that Pulumi can make into a bucket's: 63 characters, of which its suffix takes 8. */
const NAME_LIMIT = 55;

/** A bucket as every part keeps its things in: private, encrypted, over HTTPS only, and emptied by age. */
export class PrivateBucket extends Component<PrivateBucketChildren> {
  readonly bucketName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: PrivateBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("daytwo:aws:PrivateBucket", name, args, opts);
    const { protect, tags, versions, keyArn, lifecycle, formerly } = args;
    const aliases = formerly ? [{ parent: formerly }] : [];
    const bucketArgs = { forceDestroy: !protect, tags };
    const { bucket, arn } = this.child("bucket", s3.Bucket, bucketArgs, { protect, aliases, limit: NAME_LIMIT });
    this.child("access", s3.BucketPublicAccessBlock, { bucket, ...PRIVATE }, { aliases });
    const dependsOn = versions ? [this.keepVersions(bucket)] : [];
    const rules = encryption(keyArn);
    this.child("encryption", s3.BucketServerSideEncryptionConfiguration, { bucket, rules }, { aliases });
    this.child("lifecycle", s3.BucketLifecycleConfiguration, { bucket, rules: lifecycle }, { dependsOn, aliases });
    const policy = policyDocument([httpsOnly(arn), ...(args.statements?.(arn) ?? [])]);
    this.child("policy", s3.BucketPolicy, { bucket, policy }, { aliases });

    this.bucketName = bucket;
    this.arn = arn;
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }

  private keepVersions(bucket: pulumi.Input<string>): s3.BucketVersioning {
    const versioningConfiguration = { status: "Enabled" };
    return this.child("versioning", s3.BucketVersioning, { bucket, versioningConfiguration });
  }
}

function encryption(keyArn: pulumi.Input<string> | undefined): s3.BucketServerSideEncryptionConfigurationArgs["rules"] {
  if (keyArn === undefined) return [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }];
  const applyServerSideEncryptionByDefault = { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn };
  return [{ applyServerSideEncryptionByDefault, bucketKeyEnabled: true }];
}

function httpsOnly(bucketArn: pulumi.Input<string>): Statement {
  const Resource = [bucketArn, pulumi.interpolate`${bucketArn}/*`];
  const Condition = { Bool: { "aws:SecureTransport": "false" } };
  return { Sid: "RefusePlainText", Effect: "Deny", Principal: "*", Action: "s3:*", Resource, Condition };
}
