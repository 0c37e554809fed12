import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as kinesis from "@pulumi/aws/kinesis";
import type * as pulumi from "@pulumi/pulumi";
import type { Account } from "../../common/aws/account";
import { alarmTags, telling } from "../../common/aws/alarm";
import { assumableBy } from "../../common/aws/policy";
import { PrivateBucket, type PrivateBucketChildren } from "../../common/aws/privateBucket";
import { Component, type Transforms } from "../../common/component";
import { type Environment, protects } from "../../common/environment";
import { type ArchiveAge, lifecycleRules } from "./age";
import { deliveryPolicy, subscriptionPolicy, subscriptionTrust } from "./permissions";

/** Every kind of child that an archive has, beside its bucket's. */
export interface ArchiveChildren {
  failures: cloudwatch.LogGroupArgs;
  failureStream: cloudwatch.LogStreamArgs;
  deliveryRole: iam.RoleArgs;
  deliveryPolicy: iam.RolePolicyArgs;
  stream: kinesis.FirehoseDeliveryStreamArgs;
  subscriptionRole: iam.RoleArgs;
  subscriptionPolicy: iam.RolePolicyArgs;
  subscription: cloudwatch.LogSubscriptionFilterArgs;
  delayAlarm: cloudwatch.MetricAlarmArgs;
}

export interface ArchiveArgs extends ArchiveAge {
  /** The groups whose lines are archived, by source. */
  groups: ReadonlyMap<string, cloudwatch.LogGroup>;
  /** The name of the group for the archive's own failures. */
  failureGroup: string;
  keyArn: pulumi.Output<string>;
  account: Account;
  environment: Environment;
  tags: Record<string, string>;
  topic?: pulumi.Input<string> | undefined;
  transform?: (Transforms<ArchiveChildren> & { bucket?: Transforms<PrivateBucketChildren> }) | undefined;
}

// The most that Firehose gathers: few and large objects are what cold storage bills least for (AWS, Amazon Data Firehose
// API reference, "BufferingHints").
const BUFFER = { bufferingSize: 128, bufferingInterval: 900 };

/** Four times the buffer's 900 seconds. */
const LATE_SECONDS = 3600;

/** The longest name of a role or a delivery stream is 64, of which Pulumi takes 8. */
const LIMIT = 56;

/**
 * Lines go through a subscription and Firehose to S3, as they come. An export task would need something to start it, and an
 * account runs only one at a time.
 */
export class Archive extends Component<ArchiveChildren> {
  readonly bucketName: pulumi.Output<string>;

  constructor(
    name: string,
    private readonly args: ArchiveArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:aws:LogArchive", name, args, opts);
    const bucket = this.makeBucket(name);
    const failures = this.makeFailureStream();
    const stream = this.makeStream(bucket, failures);
    this.subscribe(stream);
    this.makeDelayAlarm(stream);

    this.bucketName = bucket.bucketName;
    this.registerOutputs({ bucketName: this.bucketName });
  }

  private makeBucket(name: string): PrivateBucket {
    const { environment, keyArn, tags, transform } = this.args;
    const kept = { protect: protects(environment), lifecycle: lifecycleRules(this.args) };
    // What it was called in earlier versions, so that its bucket is kept.
    const aliases = [{ type: "daytwo:aws:ArchiveBucket" }];
    return new PrivateBucket(name, { ...kept, keyArn, tags, transform: transform?.bucket }, { parent: this, aliases });
  }

  /** Where Firehose says why something did not arrive. */
  private makeFailureStream(): cloudwatch.LogStream {
    const { failureGroup: name, keyArn, tags } = this.args;
    const group = this.child("failures", cloudwatch.LogGroup, { name, retentionInDays: 14, kmsKeyId: keyArn, tags });
    return this.child("failureStream", cloudwatch.LogStream, { name: "delivery", logGroupName: group.name });
  }

  private makeStream(bucket: PrivateBucket, failures: cloudwatch.LogStream): kinesis.FirehoseDeliveryStream {
    const { keyArn, tags } = this.args;
    const trust = { assumeRolePolicy: assumableBy("firehose.amazonaws.com"), tags };
    const role = this.child("deliveryRole", iam.Role, trust, { limit: LIMIT });
    const policy = deliveryPolicy({ bucketArn: bucket.arn, keyArn, failuresArn: failures.arn });
    const allowed = this.child("deliveryPolicy", iam.RolePolicy, { role: role.id, policy });
    const args: kinesis.FirehoseDeliveryStreamArgs = {
      destination: "extended_s3",
      serverSideEncryption: { enabled: true, keyType: "AWS_OWNED_CMK" },
      extendedS3Configuration: {
        bucketArn: bucket.arn,
        roleArn: role.arn,
        ...BUFFER,
        // What CloudWatch sends is gzip already, and gzip after gzip is gzip: compressed twice it would only be harder to read.
        compressionFormat: "UNCOMPRESSED",
        fileExtension: ".json.gz",
        prefix: "lines/!{timestamp:yyyy/MM/dd}/",
        errorOutputPrefix: "failed/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/",
        cloudwatchLoggingOptions: { enabled: true, logGroupName: failures.logGroupName, logStreamName: failures.name },
      },
      tags,
    };
    return this.child("stream", kinesis.FirehoseDeliveryStream, args, { dependsOn: [allowed], limit: LIMIT });
  }

  /** A group has two subscriptions at most: one is left for others. */
  private subscribe(stream: kinesis.FirehoseDeliveryStream): void {
    const { account, groups, tags } = this.args;
    const trust = { assumeRolePolicy: subscriptionTrust(account), tags };
    const role = this.child("subscriptionRole", iam.Role, trust, { limit: LIMIT });
    const rights = { role: role.id, policy: subscriptionPolicy(stream.arn) };
    const allowed = this.child("subscriptionPolicy", iam.RolePolicy, rights);
    for (const [of, { name: logGroup }] of groups) {
      const args = { logGroup, filterPattern: "", destinationArn: stream.arn, roleArn: role.arn };
      // CloudWatch sends a test record when the filter is made, so the role must have its rights by then.
      this.child("subscription", cloudwatch.LogSubscriptionFilter, args, { of, dependsOn: [allowed] });
    }
  }

  private makeDelayAlarm(stream: kinesis.FirehoseDeliveryStream): void {
    this.child("delayAlarm", cloudwatch.MetricAlarm, {
      alarmDescription: `Log lines have waited for more than ${LATE_SECONDS / 60} minutes to be archived; after 24 hours Firehose gives up on them. Why: the log group ${this.args.failureGroup}.`,
      namespace: "AWS/Firehose",
      metricName: "DeliveryToS3.DataFreshness",
      dimensions: { DeliveryStreamName: stream.name },
      statistic: "Maximum",
      period: 300,
      evaluationPeriods: 3,
      threshold: LATE_SECONDS,
      comparisonOperator: "GreaterThanThreshold",
      treatMissingData: "notBreaching",
      tags: alarmTags(this.args.tags, "warning", "logs"),
      ...telling(this.args.topic),
    });
  }
}
