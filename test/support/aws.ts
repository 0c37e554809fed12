import type { PlannedResource } from "daytwo/testing";

/** What AWS would answer about the account: with it, policies that name the account are known in a plan. */
export const awsAccount = {
  "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "123456789012", arn: "", id: "", userId: "" },
  "aws:index/getRegion:getRegion": { region: "eu-west-1", name: "", id: "", description: "", endpoint: "" },
  "aws:index/getPartition:getPartition": { partition: "aws", dnsSuffix: "", id: "", reverseDnsPrefix: "" },
};

/** That an input is made of another resource's outputs. */
export function expectWired(resource: PlannedResource, input: string, other: PlannedResource): void {
  expect(resource.propertyDependencies[input] ?? []).toContain(other.urn);
}

/** The policy, or another document, that an input holds as JSON. */
export function documentIn(resource: PlannedResource, input = "policy") {
  return JSON.parse(String(resource.inputs[input]));
}
