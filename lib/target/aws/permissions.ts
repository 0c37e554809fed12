import * as pulumi from "@pulumi/pulumi";
import { policyDocument, type Statement } from "../../common/aws/policy";

/** What ECS needs to start one container: its image, its log group, its secrets, and nothing else. */
export function executionPolicy(needs: {
  image: pulumi.Output<string>;
  logGroupArn: pulumi.Input<string>;
  secretArns: pulumi.Input<string>[];
  keyArns: pulumi.Input<string>[];
}): pulumi.Output<string> {
  return needs.image.apply(image => {
    const statements: Statement[] = [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: pulumi.interpolate`${needs.logGroupArn}:*`,
      },
      ...pullStatements(image),
    ];
    if (needs.secretArns.length > 0)
      statements.push({ Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: needs.secretArns });
    if (needs.keyArns.length > 0)
      statements.push({ Effect: "Allow", Action: ["kms:Decrypt"], Resource: needs.keyArns });
    return policyDocument(statements);
  });
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
