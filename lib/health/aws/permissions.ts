import * as pulumi from "@pulumi/pulumi";
import type { Account } from "../../common/aws/account";
import { policyDocument } from "../../common/aws/policy";

/** Where in the bucket the canaries keep what they have seen. */
export const ARTIFACTS = "artifacts/";

/** AWS, Amazon CloudWatch user guide, "Required roles and permissions for canaries", without X-Ray, which is off. */
export function canaryPermissions(
  name: string,
  bucketArn: pulumi.Input<string>,
  { partition }: Account,
): pulumi.Output<string> {
  // Functions have names of 64 characters at the most, so that a canary's may be cut in them: its beginning is enough.
  const logs = pulumi.interpolate`arn:${partition}:logs:*:*:log-group:/aws/lambda/cwsyn-${name.slice(0, 12)}*`;
  const own = { StringEquals: { "cloudwatch:namespace": "CloudWatchSynthetics" } };
  const artifacts = pulumi.interpolate`${bucketArn}/${ARTIFACTS}*`;
  return policyDocument([
    { Effect: "Allow", Action: ["s3:PutObject", "s3:GetObject"], Resource: artifacts },
    { Effect: "Allow", Action: "s3:GetBucketLocation", Resource: bucketArn },
    { Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" },
    { Effect: "Allow", Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], Resource: logs },
    { Effect: "Allow", Action: "cloudwatch:PutMetricData", Resource: "*", Condition: own },
  ]);
}
