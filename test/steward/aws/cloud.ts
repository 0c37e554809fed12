import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as AWS would have got it. */
export interface Received {
  /** "POST /". */
  line: string;
  headers: IncomingMessage["headers"];
  body: string;
}

type Answer = { status?: number; body: string };

export const KEYS = { id: "AKIDEXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };

/** Stands for AWS: keeps what it is sent, and answers what it is told to. Also the place where a task's role is asked for. */
export class Cloud {
  readonly received: Received[] = [];
  private readonly server: Server;

  private constructor(private readonly answers: (request: Received) => Answer) {
    this.server = createServer((request, response) => {
      if (request.url === "/role") {
        response.end(JSON.stringify({ AccessKeyId: KEYS.id, SecretAccessKey: KEYS.secret, Token: "session" }));
        return;
      }
      const chunks: Buffer[] = [];
      request.on("data", chunk => chunks.push(chunk));
      request.on("end", () => {
        const got = {
          line: `${request.method} ${request.url}`,
          headers: request.headers,
          body: Buffer.concat(chunks).toString("utf8"),
        };
        this.received.push(got);
        const { status = 200, body } = this.answers(got);
        response.writeHead(status).end(body);
      });
    });
  }

  static async answering(answers: (request: Received) => Answer): Promise<Cloud> {
    const cloud = new Cloud(answers);
    await new Promise<void>(resolve => cloud.server.listen(0, "127.0.0.1", resolve));
    return cloud;
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/`;
  }

  /** What ECS puts into a task's environment, and where AWS is. */
  get environment(): Record<string, string> {
    return { AWS_ENDPOINT_URL: this.url, AWS_CONTAINER_CREDENTIALS_FULL_URI: `${this.url}role` };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }
}

const SHAPE =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;

/**
 * Whether a request is signed, worked out anew from AWS's own description (AWS, IAM user guide, "Create a signed AWS API
 * request"): gives the Region and service that it is signed for.
 */
export function signedFor({ headers, body }: Received): string {
  const [, id, day, region, service, signed = "", signature] = SHAPE.exec(headers.authorization ?? "") ?? [];
  if (id !== KEYS.id) return "not signed";
  const canonicalHeaders = signed.split(";").map(name => `${name}:${String(headers[name]).trim()}\n`);
  const canonical = ["POST", "/", "", canonicalHeaders.join(""), signed, sha256(body)].join("\n");
  const scope = `${day}/${region}/${service}/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, sha256(canonical)].join("\n");
  const key = [day, region, service, "aws4_request"].reduce<string | Buffer>(
    (known, part) => hmac(known, part ?? ""),
    `AWS4${KEYS.secret}`,
  );
  return hmac(key, toSign).toString("hex") === signature ? `${service} in ${region}` : "signed wrongly";
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
