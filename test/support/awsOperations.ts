import { AwsOperations } from "../../lib/operations/aws";
import type { AwsDetails } from "../../lib/operations/aws/details";
import type { Pace } from "../../lib/operations/aws/system";
import { manifest } from "./awsManifest";
import type { AwsServer } from "./awsServer";

let last: { server: AwsServer; operations: AwsOperations } | undefined;

function close(): void {
  last?.operations.close();
  last?.server.close();
  last = undefined;
}
afterEach(close);

/** The operations of a stack whose AWS is this server, until the test's end. */
export async function operationsOn(
  server: AwsServer,
  details: Partial<AwsDetails> = {},
  pace: Pace = {},
): Promise<AwsOperations> {
  close();
  await server.listen();
  const operations = new AwsOperations(manifest(details), { pollMilliseconds: 5, requestMilliseconds: 300, ...pace });
  last = { server, operations };
  return operations;
}

/** What a call says when it fails. */
export async function failure(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "did not fail",
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}
