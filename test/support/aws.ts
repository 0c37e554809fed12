import * as pulumi from "@pulumi/pulumi";
import { type PlannedResource, plan } from "daytwo/testing";

/** What AWS would answer about the account: with it, policies that name the account are known in a plan. */
export const awsAccount = {
  "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "123456789012", arn: "", id: "", userId: "" },
  "aws:index/getRegion:getRegion": { region: "eu-west-1", name: "", id: "", description: "", endpoint: "" },
  "aws:index/getPartition:getPartition": { partition: "aws", dnsSuffix: "", id: "", reverseDnsPrefix: "" },
};

/** The message with which a program is refused; fails when the program had registered anything before. */
export async function refusal(program: () => unknown, config: Record<string, string> = {}): Promise<string> {
  const registered: string[] = [];
  const refused = plan(
    () => {
      pulumi.runtime.registerStackTransformation(({ type }) => void registered.push(type));
      program();
    },
    { config },
  );
  const error: unknown = await refused.then(
    () => new Error(`not refused; registered ${registered.join(", ")}`),
    thrown => thrown,
  );
  expect(registered).toEqual([]);
  return error instanceof Error ? error.message : String(error);
}

/** That an input is made of another resource's outputs. */
export function expectWired(resource: PlannedResource, input: string, other: PlannedResource): void {
  expect(resource.propertyDependencies[input] ?? []).toContain(other.urn);
}

/** The policy, or another document, that an input holds as JSON. */
export function documentIn(resource: PlannedResource, input = "policy") {
  return JSON.parse(String(resource.inputs[input]));
}
