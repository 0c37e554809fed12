import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { ADMIN_HOST } from "../../../../lib/steward/proxy/caddy";
import { codeOf, Failure } from "../failure";

/** What the admin interface answered. */
interface Answer {
  status: number;
  /** Stands for what was read; a change that names it is refused when something else changed in between. */
  etag: string | undefined;
  body: string;
}

/** A value of the configuration, and what stands for it. */
export interface Read {
  value: unknown;
  etag: string | undefined;
}

const TIMEOUT_MILLISECONDS = 30_000;
const ASK_AGAIN_MILLISECONDS = 250;
/** What a proxy that was just started, or is starting again, takes at most. */
const START_MILLISECONDS = 30_000;
/** It is not there yet; or it closed this connection, as it does when the configuration changes. */
const TRANSIENT = ["ENOENT", "ECONNREFUSED", "ECONNRESET", "EPIPE"];
const PRECONDITION_FAILED = 412;

/** Caddy's admin interface, on a Unix socket. */
export class Admin {
  constructor(
    private readonly socketPath: string,
    private readonly patience = START_MILLISECONDS,
  ) {}

  /** @throws Failure when the proxy does not answer, or has no such thing */
  async read(path: string): Promise<Read> {
    const { status, etag, body } = await this.asked("GET", path);
    if (status !== 200) throw new Failure(`the proxy answered ${status} to GET ${path}: ${body.trim()}`);
    return { value: JSON.parse(body), etag };
  }

  /**
   * Replaces the whole configuration, unless it is no longer the one that was read.
   *
   * @returns whether it was
   * @throws Failure when the proxy refuses it; it goes on with the one before
   */
  async replace(config: object, etag: string): Promise<boolean> {
    const { status, body } = await this.asked("POST", "/config/", JSON.stringify(config), etag);
    if (status === PRECONDITION_FAILED) return false;
    if (status !== 200) throw new Failure(`the proxy refuses its configuration (${status}): ${body.trim()}`);
    return true;
  }

  private async asked(method: string, path: string, body?: string, etag?: string): Promise<Answer> {
    const end = Date.now() + this.patience;
    for (;;) {
      try {
        return await this.ask(method, path, body, etag);
      } catch (error) {
        const waiting = TRANSIENT.includes(codeOf(error)) && Date.now() < end;
        if (!waiting) throw new Failure(`the proxy does not answer on ${this.socketPath} (${codeOf(error)})`);
        await new Promise(resolve => setTimeout(resolve, ASK_AGAIN_MILLISECONDS));
      }
    }
  }

  private async ask(method: string, path: string, told?: string, etag?: string): Promise<Answer> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = {
        Host: ADMIN_HOST,
        ...(told !== undefined && { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(told) }),
        ...(etag !== undefined && { "If-Match": etag }),
      };
      const signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
      request({ socketPath: this.socketPath, method, path, headers, signal }, resolve).on("error", reject).end(told);
    });
    const body = await text(response);
    const { statusCode: status = 0, headers, trailers } = response;
    // Caddy's version 2.6 says it after the body, later ones before it.
    return { status, etag: headers.etag ?? trailers.etag, body };
  }
}
