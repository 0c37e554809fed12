import { AwsClient } from "aws4fetch";
import { Failure } from "../failure";
import { type Credentials, credentialsIn } from "./credentials";

/** A request to one of AWS's services. */
export interface AwsRequest {
  /** As it stands in the address: "sns", "monitoring". */
  service: string;
  /** What it is called in the environment, to name another address: `AWS_ENDPOINT_URL_<id>`. */
  id: string;
  region: string;
  /** @default "POST", which most services take */
  method?: "GET" | "PUT";
  /** @default - none */
  path?: string;
  headers: Record<string, string>;
  /** @default - none */
  body?: string;
}

/**
 * Signs a request, sends it, and gives the answer. AWS's own client would be half a megabyte of the bundle, for a few calls.
 *
 * @throws Failure with the service's own words, when it refuses
 */
export async function ask(request: AwsRequest, stop: AbortSignal, environment = process.env): Promise<string> {
  const { service, region, method = "POST", path = "", headers, body } = request;
  const client = clientFor(await credentialsIn(environment));
  const aws = { service, region };
  const response = await client.fetch(new URL(path, addressOf(request, environment)), {
    method,
    headers,
    ...(body !== undefined && { body }),
    aws,
    signal: AbortSignal.any([stop, AbortSignal.timeout(60_000)]),
  });
  const answer = await response.text();
  if (!response.ok) throw new Failure(`${service}.${region}: ${refusal(answer) ?? `HTTP ${response.status}`}`);
  return answer;
}

function clientFor(credentials: Credentials): AwsClient {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  return new AwsClient({ accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }), retries: 4 });
}

/** The variables are those of AWS's own tools (AWS SDKs and Tools reference guide, "Service-specific endpoints"). */
function addressOf({ service, id, region }: AwsRequest, environment: NodeJS.ProcessEnv): string {
  const given = environment[`AWS_ENDPOINT_URL_${id}`] ?? environment.AWS_ENDPOINT_URL;
  return given ?? `https://${service}.${region}.amazonaws.com/`;
}

/** Why a service refused, as it says in XML or JSON: a code and a sentence, which holds no credentials. */
function refusal(answer: string): string | undefined {
  const code = /<Code>([^<]+)<\/Code>/.exec(answer)?.[1] ?? /"__type"\s*:\s*"(?:[^"#]*#)?([^"]+)"/.exec(answer)?.[1];
  const message = /<Message>([^<]+)<\/Message>/.exec(answer)?.[1] ?? /"[Mm]essage"\s*:\s*"([^"]+)"/.exec(answer)?.[1];
  return code === undefined && message === undefined ? undefined : [code, message].filter(Boolean).join(": ");
}
