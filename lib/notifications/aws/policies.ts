import type * as pulumi from "@pulumi/pulumi";
import type { Account } from "../../common/aws/account";
import { administeredBy, policyDocument, type Statement } from "../../common/aws/policy";

/** A service of AWS's that publishes to the topics. */
interface Publisher {
  sid: string;
  service: string;
  /** Whether it names the account that it acts for, to be held to it by a condition. */
  namesAccount: boolean;
}

/**
 * EventBridge names neither account nor rule to KMS: with a condition it would fall silent (AWS, Amazon SNS developer guide,
 * "Enable compatibility between event sources from AWS services and encrypted topics"). For AWS Backup nothing is documented.
 */
const PUBLISHERS: Publisher[] = [
  { sid: "AdmitCloudwatch", service: "cloudwatch.amazonaws.com", namesAccount: true },
  { sid: "AdmitEvents", service: "events.amazonaws.com", namesAccount: false },
  { sid: "AdmitBackup", service: "backup.amazonaws.com", namesAccount: false },
];

/** The key of the topics. `alias/aws/sns` could not serve: its policy cannot be changed to admit other services. */
export function keyPolicy(account: Account): pulumi.Output<string> {
  const use = { Action: ["kms:Decrypt", "kms:GenerateDataKey*"], Resource: "*" };
  return policyDocument([administeredBy(account), ...PUBLISHERS.map(publisher => admit(publisher, account, use))]);
}

export function topicPolicy(topicArn: pulumi.Input<string>, account: Account): pulumi.Output<string> {
  const publish = { Action: "sns:Publish", Resource: topicArn };
  const Condition = { Bool: { "aws:SecureTransport": "false" } };
  return policyDocument([
    ...PUBLISHERS.map(publisher => admit(publisher, account, publish)),
    { Sid: "RefusePlainText", Effect: "Deny", Principal: "*", ...publish, Condition },
  ]);
}

function admit(
  { sid, service, namesAccount }: Publisher,
  { id }: Account,
  what: Pick<Statement, "Action" | "Resource">,
): Statement {
  const statement: Statement = { Sid: sid, Effect: "Allow", Principal: { Service: service }, ...what };
  return { ...statement, ...(namesAccount && { Condition: { StringEquals: { "aws:SourceAccount": id } } }) };
}
