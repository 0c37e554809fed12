import { DETAILS } from "../../support/awsManifest";
import { failure, operationsOn } from "../../support/awsOperations";
import { AwsServer } from "../../support/awsServer";

test("a manifest of an earlier version says what to do", async () => {
  const { cluster: _, ...older } = DETAILS;
  const details = { ...older, cluster: "" };
  expect(await failure(operationsOn(new AwsServer({}), details))).toBe(
    "the manifest does not say where things are (details.cluster: Too small: expected string to have >=1 characters); run pulumi up once more",
  );
});
