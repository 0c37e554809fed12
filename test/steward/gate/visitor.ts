import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import { request as secureRequest } from "node:https";
import { text } from "node:stream/consumers";

export interface Visit {
  status: number;
  body: string;
  headers: IncomingHttpHeaders;
}

export interface VisitOptions {
  path?: string;
  method?: string;
  host?: string;
  headers?: Record<string, string>;
  agent?: Agent;
}

/** One request over HTTP to a port of the loopback. */
export async function visit(port: number, options: VisitOptions = {}): Promise<Visit> {
  const { path = "/", method = "GET", host = `localhost:${port}`, headers = {}, agent } = options;
  const told = { host: "127.0.0.1", port, path, method, headers: { ...headers, Host: host }, agent };
  return answered(resolve => request(told, resolve).end(method === "POST" ? "something" : undefined));
}

/** One request over HTTPS; any certificate will do. */
async function visitSecurely(port: number, domain: string, path = "/"): Promise<Visit> {
  const told = {
    host: "127.0.0.1",
    port,
    path,
    servername: domain,
    headers: { Host: domain },
    rejectUnauthorized: false,
  };
  return answered(resolve => secureRequest({ ...told, agent: false }, resolve).end());
}

/** The first request over HTTPS, once there is a certificate: it is made in the background. */
export async function firstSecureVisit(port: number, domain: string): Promise<Visit> {
  for (let tried = 0; ; tried++) {
    try {
      return await visitSecurely(port, domain);
    } catch (error) {
      if (tried === 50) throw error;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
}

async function answered(ask: (resolve: (response: IncomingMessage) => void) => NodeJS.EventEmitter): Promise<Visit> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => ask(resolve).once("error", reject));
  return { status: response.statusCode ?? 0, body: await text(response), headers: response.headers };
}

export interface Load {
  stop(): Promise<{ answered: Record<string, number>; failed: string[] }>;
}

/** Visitors that ask without a pause, each over a connection that it keeps, every second request with a body. */
export function load(port: number, visitors: number): Load {
  const answered: Record<string, number> = {};
  const failed: string[] = [];
  let going = true;
  const one = async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let asked = 0; going; asked++) {
      const method = asked % 2 === 0 ? "GET" : "POST";
      try {
        const { status, body } = await visit(port, { agent, method });
        if (status === 200) answered[body] = (answered[body] ?? 0) + 1;
        else failed.push(`${method}: ${status}`);
      } catch (error) {
        failed.push(`${method}: ${error}`);
      }
    }
    agent.destroy();
  };
  const all = Array.from({ length: visitors }, one);
  return {
    async stop() {
      going = false;
      await Promise.all(all);
      return { answered, failed };
    },
  };
}
