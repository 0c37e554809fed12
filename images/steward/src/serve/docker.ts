import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { codeOf, Failure } from "../failure";

const TIMEOUT_MILLISECONDS = 20_000;

/** A job writes for as long as it runs. */
const NEVER = new AbortController().signal;

/**
 * Docker's interface on its socket, in the version that this Docker speaks best, which is what a path without one means:
 * whichever were named, some Docker from 20.10 to today would refuse it as too new or too old.
 */
export class Docker {
  constructor(private readonly socketPath: string) {}

  /** @throws Failure when Docker does not answer, or has no such thing */
  async get(path: string): Promise<unknown> {
    const response = await this.ask("GET", path);
    const body = await text(response);
    if (response.statusCode !== 200) throw new Failure(`Docker: ${messageIn(body)}`);
    return JSON.parse(body);
  }

  /** Starts a container; one that runs already is left as it is. */
  async start(id: string): Promise<void> {
    const response = await this.ask("POST", `/containers/${id}/start`);
    const body = await text(response);
    if (response.statusCode !== 204 && response.statusCode !== 304) throw new Failure(messageIn(body));
  }

  /** What a container will write, wherever its log goes. */
  attach(id: string): Promise<IncomingMessage> {
    return this.ask("POST", `/containers/${id}/attach?stream=1&stdout=1&stderr=1`, NEVER);
  }

  /** What a container has written last, where Docker keeps it. */
  async logs(id: string): Promise<IncomingMessage> {
    const response = await this.ask("GET", `/containers/${id}/logs?stdout=1&stderr=1&tail=20`);
    if (response.statusCode !== 200) throw new Failure(messageIn(await text(response)));
    return response;
  }

  /** A line of JSON for each thing that happens to containers, until Docker ends. */
  events(filters: Record<string, string[]>, stop: AbortSignal): Promise<IncomingMessage> {
    return this.ask("GET", `/events?filters=${encodeURIComponent(JSON.stringify(filters))}`, stop);
  }

  private async ask(
    method: string,
    path: string,
    signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS),
  ): Promise<IncomingMessage> {
    const options = { socketPath: this.socketPath, method, path, agent: false, signal };
    try {
      return await new Promise((resolve, reject) => {
        request(options, resolve).on("error", reject).end();
      });
    } catch (error) {
      throw new Failure(`Docker does not answer on ${this.socketPath} (${codeOf(error)})`);
    }
  }
}

function messageIn(body: string): string {
  try {
    const answer: unknown = JSON.parse(body);
    if (typeof answer === "object" && answer !== null && "message" in answer) return String(answer.message);
  } catch {
    // Then it is no JSON, and says what it says.
  }
  return body.trim();
}
