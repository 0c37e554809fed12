import * as pulumi from "@pulumi/pulumi";
import type { Account } from "../../common/aws/account";
import { administeredBy, assumableBy, policyDocument } from "../../common/aws/policy";

/** The key of the groups and the archive: CloudWatch Logs may use it, for the groups of these names only. */
export function keyPolicy(account: Account, groupNames: string): pulumi.Output<string> {
  const { partition, region, id } = account;
  const groups = pulumi.interpolate`arn:${partition}:logs:${region}:${id}:log-group:${groupNames}`;
  return policyDocument([
    administeredBy(account),
    {
      Sid: "EncryptLogs",
      Effect: "Allow",
      Principal: { Service: pulumi.interpolate`logs.${region}.amazonaws.com` },
      Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
      Resource: "*",
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": groups } },
    },
  ]);
}

/** What Firehose needs: to write objects, encrypted, and to say what failed (AWS, Amazon Data Firehose developer guide, "Controlling access"). */
export function deliveryPolicy(needs: {
  bucketArn: pulumi.Output<string>;
  keyArn: pulumi.Output<string>;
  failuresArn: pulumi.Output<string>;
}): pulumi.Output<string> {
  const { bucketArn, keyArn, failuresArn } = needs;
  return policyDocument([
    {
      Effect: "Allow",
      Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
      Resource: bucketArn,
    },
    {
      Effect: "Allow",
      Action: ["s3:AbortMultipartUpload", "s3:PutObject"],
      Resource: pulumi.interpolate`${bucketArn}/*`,
    },
    { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: keyArn },
    { Effect: "Allow", Action: "logs:PutLogEvents", Resource: failuresArn },
  ]);
}

/** Only subscriptions of this account and Region act in the role. */
export function subscriptionTrust({ partition, region, id }: Account): pulumi.Output<string> {
  const source = pulumi.interpolate`arn:${partition}:logs:${region}:${id}:*`;
  return assumableBy("logs.amazonaws.com", { ArnLike: { "aws:SourceArn": source } });
}

export function subscriptionPolicy(streamArn: pulumi.Output<string>): pulumi.Output<string> {
  return policyDocument([
    { Effect: "Allow", Action: ["firehose:PutRecord", "firehose:PutRecordBatch"], Resource: streamArn },
  ]);
}
