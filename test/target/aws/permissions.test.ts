import * as pulumi from "@pulumi/pulumi";
import { plan } from "daytwo/testing";
import { executionPolicy } from "../../../lib/target/aws/permissions";

const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-AbCdEf";
const PARAMETER = "arn:aws:ssm:eu-west-1:123456789012:parameter/shop/env";

async function resourcesOf(...secretArns: string[]): Promise<Record<string, unknown>> {
  const { outputs } = await plan(() => {
    const needs = { image: pulumi.output("nginx:1"), logGroupArn: "arn:logs", keyArns: [] };
    return { policy: executionPolicy({ ...needs, secretArns }) };
  });
  const { Statement } = JSON.parse(String(outputs.policy));
  return Object.fromEntries(Statement.map((each: Granted) => [each.Action[0], each.Resource]));
}

interface Granted {
  Action: string[];
  Resource: unknown;
}

test("a secret and a parameter are read by rights of their own, and by no other", async () => {
  expect(await resourcesOf(SECRET, PARAMETER)).toEqual({
    "logs:CreateLogStream": "arn:logs:*",
    "secretsmanager:GetSecretValue": [SECRET],
    "ssm:GetParameters": [PARAMETER],
  });
  expect(await resourcesOf(PARAMETER)).not.toHaveProperty("secretsmanager:GetSecretValue");
  expect(await resourcesOf(SECRET)).not.toHaveProperty("ssm:GetParameters");
});
