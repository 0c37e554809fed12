import { clientsOf } from "../../../lib/operations/aws/clients";
import { failure, operationsOn } from "../../support/awsOperations";
import { AwsServer } from "../../support/awsServer";

jest.mock("@aws-sdk/client-ecs", () => {
  throw Object.assign(new Error("Cannot find module '@aws-sdk/client-ecs'"), { code: "MODULE_NOT_FOUND" });
});

test("a client that is not installed is missed by the verbs that need it, and by no other", async () => {
  const server = new AwsServer({ DescribeAlarms: () => ({}) });
  const operations = await operationsOn(server);
  expect(await operations.firingAlarms()).toEqual([]);
  expect(await failure(operations.stopReasons(new Date()))).toBe(
    "aws: @aws-sdk/client-ecs: is needed and is not installed; run npm install @aws-sdk/client-ecs",
  );
});

test("a Region's client is made once", () => {
  const clients = clientsOf("eu-west-1");
  expect(clients.cloudwatch()).toBe(clients.cloudwatch("eu-west-1"));
  expect(clients.cloudwatch()).not.toBe(clients.cloudwatch("us-east-1"));
  clients.close();
});
