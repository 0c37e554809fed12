import { arnOf } from "../../common/aws/arns";
import { namedInLowerCase } from "../../common/aws/name";
import * as check from "../../common/checks";
import type { Mistakes } from "../../common/errors";
import { isGround } from "../../target/aws/place";
import { fileStoreChecks } from "../rules";
import type { AwsFileStoreArgs, ExistingBucket } from "./args";
import { bucketNameOf } from "./name";

const keyArn = arnOf("kms", /^key\/[\w-]+$/, "arn:aws:kms:…:key/…");

const bucket: check.Check = (value, path, mistakes) => {
  if (typeof value !== "string" || bucketNameOf(value) === undefined)
    mistakes.add(
      path,
      'is no bucket; write its name, 3 to 63 lower-case letters, digits, hyphens and dots, or its ARN, "arn:aws:s3:::shop-files"',
    );
};

const shape = check.object<AwsFileStoreArgs>({
  ...fileStoreChecks,
  foundation: isGround,
  recoverable: check.duration("1 day", "36500 days"),
  infrequentAfter: check.duration("30 days", "36500 days"),
  accessLogs: check.orFalse(check.duration("1 day", "36500 days")),
  keyArn,
  existing: check.object<ExistingBucket>({ bucket: check.input(bucket), keyArn }, { required: ["bucket"] }),
  transform: check.transforms,
});

/** Everything that can be wrong with a file store on AWS. */
export const fileStoreCheck: check.Check = (value, path, mistakes) => {
  shape(value, path, mistakes);
  if (isArgs(value) && value.existing !== undefined) checkNothingBeside(value, path, mistakes);
};

/** The same, where it is made: under a name that S3 takes. */
export function namedFileStoreCheck(name: string): check.Check {
  return check.all(fileStoreCheck, (value, path, mistakes) => {
    if (!isArgs(value) || value.existing === undefined) namedInLowerCase(name)(value, path, mistakes);
  });
}

function isArgs(value: unknown): value is AwsFileStoreArgs {
  return check.isPlainObject(value);
}

const OURS = ["existing", "foundation", "environment", "application", "tags"];

function checkNothingBeside(args: AwsFileStoreArgs, path: string, mistakes: Mistakes): void {
  for (const [property, value] of Object.entries(args)) {
    if (value !== undefined && !OURS.includes(property))
      mistakes.add(
        check.join(path, property),
        "is a setting of a new bucket, and this one is there already; leave it out, or leave out existing",
      );
  }
}
