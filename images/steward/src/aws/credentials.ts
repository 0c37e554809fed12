import { z } from "zod";
import { Failure } from "../failure";

/** What requests to AWS are signed with. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}

const answer = z.object({ AccessKeyId: z.string(), SecretAccessKey: z.string(), Token: z.string().optional() });

/** Where the task's role is asked for (Amazon ECS developer guide, "Task IAM role"). */
const TASK_HOST = "http://169.254.170.2";

/**
 * The credentials of the task's role, which ECS gives over HTTP; else the keys in the environment.
 *
 * @throws Failure when there are none
 */
export async function credentialsIn(environment: NodeJS.ProcessEnv): Promise<Credentials> {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  if (accessKeyId && secretAccessKey)
    return { accessKeyId, secretAccessKey, sessionToken: environment.AWS_SESSION_TOKEN };
  const address = roleAddress(environment);
  if (address === undefined) throw new Failure("there are no credentials for AWS; run in ECS with a task role");
  return credentialsOf(address, environment.AWS_CONTAINER_AUTHORIZATION_TOKEN);
}

function roleAddress(environment: NodeJS.ProcessEnv): string | undefined {
  const relative = environment.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI;
  return relative ? `${TASK_HOST}${relative}` : environment.AWS_CONTAINER_CREDENTIALS_FULL_URI;
}

async function credentialsOf(address: string, token: string | undefined): Promise<Credentials> {
  const headers: Record<string, string> = token ? { authorization: token } : {};
  const response = await fetch(address, { headers, signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Failure(`the task's role gave no credentials: HTTP ${response.status}`);
  const { AccessKeyId, SecretAccessKey, Token } = answer.parse(await response.json());
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: Token };
}
