import type * as s3 from "@pulumi/aws/s3";

/** How long the archive holds lines where. */
export interface ArchiveAge {
  /** Days after which lines go to cold storage. */
  hotDays: number;
  /** Days after which lines are deleted. */
  keptDays: number;
}

/** Days that Glacier bills at the least (AWS, Amazon S3 user guide, "Understanding S3 Glacier storage classes"). */
const GLACIER_LEAST_DAYS = 90;

/** Whether so much is left of the lines' time that Glacier, which bills for 90 days at the least, is the cheaper place. */
export function goesCold({ hotDays, keptDays }: ArchiveAge): boolean {
  return keptDays - hotDays >= GLACIER_LEAST_DAYS;
}

/** S3 itself leaves objects under 128 KiB where they are: for them cold storage would cost more. */
export function lifecycleRules(age: ArchiveAge): s3.BucketLifecycleConfigurationArgs["rules"] {
  const transitions = goesCold(age) ? [{ days: age.hotDays, storageClass: "GLACIER" }] : [];
  const filter = { prefix: "" };
  return [{ id: "archive", status: "Enabled", filter, transitions, expiration: { days: age.keptDays } }];
}
