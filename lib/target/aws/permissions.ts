import * as pulumi from "@pulumi/pulumi";
import { policyDocument, type Statement } from "../../common/aws/policy";
import { isParameter } from "./storedSecret";

/** What ECS needs to start one container: its image, its log group, its secrets, and nothing else. */
export function executionPolicy(needs: {
  image: pulumi.Output<string>;
  logGroupArn: pulumi.Input<string>;
  secretArns: pulumi.Input<string>[];
  keyArns: pulumi.Input<string>[];
}): pulumi.Output<string> {
  const { logGroupArn, keyArns } = needs;
  const write: Statement[] = [
    {
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: pulumi.interpolate`${logGroupArn}:*`,
    },
  ];
  const decrypt: Statement[] =
    keyArns.length > 0 ? [{ Effect: "Allow", Action: ["kms:Decrypt"], Resource: keyArns }] : [];
  const pull = needs.image.apply(pullStatements);
  const read = pulumi.all(needs.secretArns).apply(readStatements);
  return pulumi
    .all([pulumi.output(write), pull, read, pulumi.output(decrypt)])
    .apply(parts => policyDocument(parts.flat()));
}

/** Secrets and parameters are read by different rights. */
function readStatements(arns: string[]): Statement[] {
  const [parameters, secrets] = [arns.filter(isParameter), arns.filter(arn => !isParameter(arn))];
  const statements: Statement[] = [
    { Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: secrets },
    { Effect: "Allow", Action: ["ssm:GetParameters"], Resource: parameters },
  ];
  return statements.filter(({ Resource }) => Array.isArray(Resource) && Resource.length > 0);
}

const ECR_IMAGE = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)/;

/** Only an image in ECR needs rights to be pulled. */
function pullStatements(image: string): Statement[] {
  const [, account, region = "", repository] = ECR_IMAGE.exec(image) ?? [];
  if (!account) return [];
  const arn = `arn:${partitionOf(region)}:ecr:${region}:${account}:repository/${repository}`;
  return [
    // The token is the account's, not a repository's: IAM knows no narrower resource for it.
    { Effect: "Allow", Action: ["ecr:GetAuthorizationToken"], Resource: "*" },
    {
      Effect: "Allow",
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Resource: arn,
    },
  ];
}

function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
