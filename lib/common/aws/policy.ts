import * as pulumi from "@pulumi/pulumi";
import { json } from "../json";
import type { Account } from "./account";

/** One statement of an IAM, key or bucket policy. */
export interface Statement {
  Sid?: string;
  Effect: "Allow" | "Deny";
  Principal?: "*" | { Service: pulumi.Input<string> } | { AWS: pulumi.Input<string> };
  Action: string | string[];
  Resource?: pulumi.Input<string> | pulumi.Input<string>[];
  Condition?: Record<string, Record<string, pulumi.Input<string>>>;
}

/** A policy document in the form that AWS takes. */
export function policyDocument(statements: Statement[]): pulumi.Output<string> {
  return json({ Version: "2012-10-17", Statement: statements });
}

/** The trust policy of a role that an AWS service takes on. */
export function assumableBy(service: string, condition?: Statement["Condition"]): pulumi.Output<string> {
  const statement: Statement = { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" };
  return policyDocument([{ ...statement, ...(condition && { Condition: condition }) }]);
}

/** Without it a key could be used and deleted by nobody: it leaves the rights to the account's own IAM policies. */
export function administeredBy({ partition, id }: Account): Statement {
  const root = pulumi.interpolate`arn:${partition}:iam::${id}:root`;
  return {
    Sid: "AdministerByIdentityPolicies",
    Effect: "Allow",
    Principal: { AWS: root },
    Action: "kms:*",
    Resource: "*",
  };
}
