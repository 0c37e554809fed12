import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../../common/aws/policy";
import type { Place } from "../../target/aws/place";
import type { Task } from "../../target/aws/task";

interface Needs {
  secretArn: pulumi.Input<string>;
  keyArn: pulumi.Input<string>;
  logGroupArn: pulumi.Input<string>;
  task: Task;
  place: Place;
}

/** What the function may do that renews the password: start the one task, keep the one secret, and restart the cluster's services. */
export function rotationRights({ secretArn, keyArn, logGroupArn, task, place }: Needs): pulumi.Output<string> {
  const Condition = { ArnEquals: { "ecs:cluster": place.cluster.arn } };
  const allow = (Action: string[], Resource: pulumi.Input<string> | pulumi.Input<string>[]) => ({
    Effect: "Allow" as const,
    Action,
    Resource,
  });
  return policyDocument([
    allow(["logs:CreateLogStream", "logs:PutLogEvents"], pulumi.interpolate`${logGroupArn}:*`),
    allow(
      [
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecretVersionStage",
      ],
      secretArn,
    ),
    allow(["kms:Decrypt", "kms:GenerateDataKey"], keyArn),
    { ...allow(["ecs:RunTask"], task.definitionArn), Condition },
    allow(["iam:PassRole"], [task.executionRoleArn, task.taskRoleArn]),
    {
      ...allow(["ecs:DescribeTasks", "ecs:ListServices", "ecs:DescribeServices", "ecs:UpdateService"], "*"),
      Condition,
    },
    // IAM knows no narrower resource for it.
    allow(["ecs:DescribeTaskDefinition"], "*"),
  ]);
}
