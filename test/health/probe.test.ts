import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createContext, runInContext } from "node:vm";
import { PROBE_SCRIPT } from "../../lib/health/aws/probe";

let server: Server;
let url: string;
let answer: RequestListener;

beforeAll(async () => {
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/healthz`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Runs the script as the canary would, with nothing but what Node has. */
async function probe(environment: Record<string, string> = {}): Promise<unknown> {
  const exports: { handler?: () => Promise<unknown> } = {};
  const env = { PROBE_URL: url, PROBE_TIMEOUT_MS: "2000", ...environment };
  const context = createContext({
    exports,
    process: { env },
    fetch,
    AbortSignal,
    Date,
    console: { log: () => undefined },
  });
  runInContext(PROBE_SCRIPT, context);
  return exports.handler?.();
}

test.each([200, 204, 301, 399])("takes %d for an answer", async status => {
  answer = (_request, response) => response.writeHead(status, { location: "/elsewhere" }).end();
  await expect(probe()).resolves.toBe(status);
});

test.each([400, 404, 500, 503])("takes %d for none", async status => {
  answer = (_request, response) => response.writeHead(status).end("sorry");
  await expect(probe()).rejects.toThrow(new RegExp(`^${url} answered ${status} after \\d+ ms$`));
});

test("asks for the path of the health check, and says who asks", async () => {
  const asked: unknown[] = [];
  answer = (request, response) => {
    asked.push(request.url, request.headers["user-agent"]);
    response.end();
  };
  await probe();
  expect(asked).toEqual(["/healthz", "daytwo-canary"]);
});

test.each<[when: string, listener: RequestListener]>([
  ["begins", () => undefined],
  ["ends", (_request, response) => void response.writeHead(200).write("almost")],
])("does not wait for an answer that never %s", async (_when, listener) => {
  answer = listener;
  await expect(probe({ PROBE_TIMEOUT_MS: "50" })).rejects.toThrow(`${url} did not answer within 50 ms`);
});

test("tells that there is no connection from an answer that is an error", async () => {
  await expect(probe({ PROBE_URL: "http://127.0.0.1:1/" })).rejects.toThrow("http://127.0.0.1:1/ cannot be reached: ");
});
