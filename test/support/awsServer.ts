import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** What a call asked: an operation by its name, with its input as it came. */
export interface Call {
  operation: string;
  input: Record<string, unknown>;
}

/**
 * What goes wrong with a call. `reset` and `lost` end the connection, `lost` after the call had its effect; `silent` never
 * answers. The others are AWS's own errors (Amazon ECS API reference, "Common errors"; the same names elsewhere).
 */
export type Fault = "throttled" | "expired" | "denied" | "broken" | "reset" | "lost" | "silent";

const ERRORS: Partial<Record<Fault, { status: number; code: string; message: string }>> = {
  throttled: { status: 400, code: "ThrottlingException", message: "Rate exceeded" },
  expired: {
    status: 400,
    code: "ExpiredTokenException",
    message: "The security token included in the request is expired",
  },
  denied: { status: 400, code: "AccessDeniedException", message: "User: x is not authorized to perform: ecs:RunTask" },
  broken: { status: 500, code: "InternalFailure", message: "Service is not available" },
};

/** What an operation answers: the body's value in JSON, or its inner XML where the service speaks that. */
export type Answer = (input: Record<string, unknown>) => object | string;

/** An answer that is an error, by the code that AWS documents. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** A server that answers as AWS documents it, for as much as a test tells it, and fails when the test wants it to. */
export class AwsServer {
  readonly calls: Call[] = [];
  /** What goes wrong with the next calls, in their order; `undefined` for nothing. */
  faults: (Fault | undefined)[] = [];
  private readonly server = createServer((request, response) => void this.serve(request, response));

  constructor(readonly answers: Record<string, Answer>) {}

  /** Starts it, and has AWS's clients ask it in place of AWS. */
  async listen(): Promise<void> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    const address = this.server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    Object.assign(process.env, awsEnvironment(`http://127.0.0.1:${port}`));
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  /** How often an operation was asked for. */
  count(operation: string): number {
    return this.calls.filter(call => call.operation === operation).length;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await callOf(request);
    this.calls.push(call);
    const fault = this.faults.shift();
    if (fault === "silent") return;
    if (fault === "reset") return void request.socket.destroy();
    const error = fault && ERRORS[fault];
    if (error) return refuse(response, isXml(call), error);
    this.answer(call, response, () => fault === "lost" && request.socket.destroy());
  }

  private answer(call: Call, response: ServerResponse, isLost: () => unknown): void {
    try {
      const answer = this.answers[call.operation];
      if (!answer) throw new Refusal("UnknownOperation", `the test has no answer to ${call.operation}`);
      const value = answer(call.input);
      if (isLost()) return;
      response.writeHead(200).end(typeof value === "string" ? xml(call.operation, value) : JSON.stringify(value));
    } catch (error) {
      const { code, message } = error instanceof Refusal ? error : new Refusal("TestFailed", String(error));
      refuse(response, isXml(call), { status: 400, code, message });
    }
  }
}

/** Where AWS's clients are sent, and as whom. */
export function awsEnvironment(endpoint: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
  };
}

async function callOf(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks).toString();
  const target = request.headers["x-amz-target"];
  if (typeof target === "string") return { operation: target.split(".")[1] ?? "", input: JSON.parse(body) };
  if (body.startsWith("Action=")) {
    const { Action = "", ...input } = Object.fromEntries(new URLSearchParams(body));
    return { operation: Action, input };
  }
  return { operation: `${request.method} ${request.url}`, input: body === "" ? {} : JSON.parse(body) };
}

function isXml({ input }: Call): boolean {
  return "Version" in input;
}

function xml(operation: string, inner: string): string {
  return `<${operation}Response><${operation}Result>${inner}</${operation}Result></${operation}Response>`;
}

function refuse(
  response: ServerResponse,
  inXml: boolean,
  { status, code, message }: { status: number; code: string; message: string },
): void {
  const error = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
  response
    .writeHead(status, { "x-amzn-errortype": code })
    .end(inXml ? error : JSON.stringify({ __type: code, message }));
}
