import type * as s3 from "@pulumi/aws/s3";

type Rules = s3.BucketLifecycleConfigurationArgs["rules"];

/** Days after which an upload that was begun and never ended is thrown away. */
const UPLOAD_DAYS = 7;

/** Of files: what was overwritten or deleted goes in the end, what nobody reads goes to a cheaper class. */
export function fileLifecycle(recoverableDays: number, infrequentDays: number | undefined): Rules {
  const transitions = infrequentDays === undefined ? [] : [{ days: infrequentDays, storageClass: "STANDARD_IA" }];
  return [
    {
      id: "files",
      status: "Enabled",
      filter: { prefix: "" },
      transitions,
      noncurrentVersionExpiration: { noncurrentDays: recoverableDays },
      expiration: { expiredObjectDeleteMarker: true },
      abortIncompleteMultipartUpload: { daysAfterInitiation: UPLOAD_DAYS },
    },
  ];
}

export function logLifecycle(days: number): Rules {
  return [{ id: "access-logs", status: "Enabled", filter: { prefix: "" }, expiration: { days } }];
}
