import { Agent, request } from "node:http";
import { setTimeout } from "node:timers/promises";

/** What a load met until now. */
export interface Met {
  requests: number;
  /** What was not answered with 2xx, by what happened instead. */
  failures: Record<string, number>;
  /** Answers by the version that gave them. */
  versions: Record<string, number>;
  /** The longest time of an answer, in milliseconds. */
  slowest: number;
}

/** Asks an address over and over, as many clients do at once, each over a connection that it keeps. */
export class Load {
  readonly met: Met = { requests: 0, failures: {}, versions: {}, slowest: 0 };
  private readonly agent: Agent;
  private readonly clients: Promise<void>[];
  private running = true;

  private constructor(
    private readonly url: string,
    clients: number,
    private readonly pauseMilliseconds: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: clients });
    this.clients = Array.from({ length: clients }, () => this.ask());
  }

  /** Begins to ask: `clients` at once, about `perSecond` times in all. */
  static on(url: string, { clients = 8, perSecond = 100 } = {}): Load {
    return new Load(url, clients, (1_000 * clients) / perSecond);
  }

  /** Ends it, and gives what it met. */
  async stop(): Promise<Met> {
    this.running = false;
    await Promise.all(this.clients);
    this.agent.destroy();
    return this.met;
  }

  private async ask(): Promise<void> {
    while (this.running) {
      const began = Date.now();
      await this.once();
      const took = Date.now() - began;
      this.met.slowest = Math.max(this.met.slowest, took);
      await setTimeout(Math.max(0, this.pauseMilliseconds - took));
    }
  }

  private once(): Promise<void> {
    this.met.requests++;
    return new Promise(resolve => {
      const fail = (what: string) => {
        count(this.met.failures, what);
        resolve();
      };
      const asked = request(this.url, { agent: this.agent, timeout: 30_000 }, answer => {
        answer.on("error", error => fail(error.message)).resume();
        answer.on("end", () => {
          const status = answer.statusCode ?? 0;
          if (status < 200 || status > 299) return fail(String(status));
          count(this.met.versions, String(answer.headers["x-version"] ?? "none"));
          resolve();
        });
      });
      asked.on("timeout", () => asked.destroy(new Error("timed out")));
      asked.on("error", error => fail(error.message));
      asked.end();
    });
  }
}

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
