import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "./policy";

/** The settings of a bucket that nobody outside the account may see into. */
export const PRIVATE = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

/** The longest name that Pulumi can make into a bucket's: 63 characters, of which its suffix takes 8. */
export const BUCKET_NAME_LIMIT = 55;

/** The policy of a bucket that answers over HTTPS only. */
export function httpsOnly(bucketArn: pulumi.Input<string>): pulumi.Output<string> {
  const Resource = [bucketArn, pulumi.interpolate`${bucketArn}/*`];
  const Condition = { Bool: { "aws:SecureTransport": "false" } };
  return policyDocument([
    { Sid: "RefusePlainText", Effect: "Deny", Principal: "*", Action: "s3:*", Resource, Condition },
  ]);
}
