import { explain } from "../../../lib/operations/aws/explain";
import { failure, operationsOn } from "../../support/awsOperations";
import { type Answer, AwsServer, type Fault } from "../../support/awsServer";

const QUIET: Record<string, Answer> = { DescribeAlarms: () => ({ MetricAlarms: [], CompositeAlarms: [] }) };

test.each<[fault: Fault]>([["throttled"], ["broken"], ["reset"], ["silent"]])(
  "tries again what was %s",
  async fault => {
    const server = new AwsServer(QUIET);
    server.faults = [fault];
    expect(await (await operationsOn(server)).firingAlarms()).toEqual([]);
    expect(server.count("DescribeAlarms")).toBe(2);
  },
);

test.each<[fault: Fault, said: string]>([
  ["expired", "the AWS credentials have expired; renew them, such as with aws sso login"],
  [
    "denied",
    "not permitted: User: x is not authorized to perform: ecs:RunTask; docs/aws-operations.md has the rights that each verb needs",
  ],
])("says at once in one line what %s means", async (fault, said) => {
  const server = new AwsServer(QUIET);
  server.faults = [fault];
  expect(await failure((await operationsOn(server)).firingAlarms())).toBe(said);
  expect(server.count("DescribeAlarms")).toBe(1);
});

test("gives up after six tries, and says so in one line", async () => {
  const server = new AwsServer(QUIET);
  server.faults = Array.from({ length: 6 }, (): Fault => "broken");
  expect(await failure((await operationsOn(server)).firingAlarms())).toBe(
    "AWS has trouble of its own (InternalFailure: Service is not available); try again in a minute",
  );
  expect(server.count("DescribeAlarms")).toBe(6);
});

test.each<[what: string, error: object, said: string]>([
  [
    "no credentials",
    { name: "CredentialsProviderError", message: "Could not load credentials from any providers" },
    "there are no AWS credentials; run aws configure or aws sso login, or set AWS_PROFILE",
  ],
  [
    "others' credentials",
    { name: "UnrecognizedClientException", message: "The security token is invalid." },
    "AWS does not accept these credentials (The security token is invalid.); see aws sts get-caller-identity",
  ],
  [
    "too many requests",
    { name: "Throttling", message: "Rate exceeded" },
    "AWS asks for fewer requests, also after waiting (Rate exceeded); try again in a minute",
  ],
  [
    "no network",
    { name: "Error", message: "getaddrinfo ENOTFOUND ecs.eu-west-1.amazonaws.com", code: "ENOTFOUND" },
    "AWS does not answer (getaddrinfo ENOTFOUND ecs.eu-west-1.amazonaws.com); try again, and look at your network",
  ],
  [
    "what the SDK wrapped",
    { name: "Error", message: "AWS SDK error wrapper for TimeoutError: socket hang up" },
    "AWS does not answer (socket hang up); try again, and look at your network",
  ],
  [
    "anything else",
    { name: "ClusterNotFoundException", message: "Cluster\n not found." },
    "AWS refuses: ClusterNotFoundException: Cluster not found.",
  ],
])("has words for %s", (_, error, said) => {
  expect(explain(error)).toBe(said);
});
