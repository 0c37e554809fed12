import * as pulumi from "@pulumi/pulumi";
import type { Account } from "../../common/aws/account";
import type { Statement } from "../../common/aws/policy";

/**
 * What a container may do with the files: list, read, write and delete them. It may delete no former version, so that what it
 * deletes can be brought back. A bucket of another account that has the name is not spoken to.
 */
export function fileRights(
  bucketArn: pulumi.Input<string>,
  keyArn: pulumi.Input<string> | undefined,
  { id }: Account,
): Statement[] {
  const Condition = { StringEquals: { "s3:ResourceAccount": id } };
  const allow = (Action: string[], Resource: pulumi.Input<string>): Statement => ({
    Effect: "Allow",
    Action,
    Resource,
    Condition,
  });
  const files = [
    allow(["s3:ListBucket", "s3:GetBucketLocation", "s3:ListBucketMultipartUploads"], bucketArn),
    allow(
      ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
      pulumi.interpolate`${bucketArn}/*`,
    ),
  ];
  if (keyArn === undefined) return files;
  return [...files, { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: keyArn }];
}

/** What the bucket of access logs lets S3 do, for buckets of the account (Amazon S3 user guide, "Enabling Amazon S3 server access logging"). */
export function loggingRights(
  bucketArn: pulumi.Input<string>,
  source: pulumi.Input<string>,
  { id }: Account,
): Statement {
  return {
    Sid: "TakeAccessLogs",
    Effect: "Allow",
    Principal: { Service: "logging.s3.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: pulumi.interpolate`${bucketArn}/*`,
    Condition: { ArnLike: { "aws:SourceArn": source }, StringEquals: { "aws:SourceAccount": id } },
  };
}
