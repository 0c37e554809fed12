import { createServer, type Server } from "node:http";
import { listening } from "./listening";

/** What the collector answers at `/metrics` and `/healthz`. */
export interface Answers {
  metrics(): Promise<string>;
  /** What is wrong, or nothing. */
  trouble(): string | undefined;
}

/** Serves them, and comes out when it does. @throws Error when the port is taken */
export async function serveAnswers(answers: Answers, port: number): Promise<Server> {
  const server = createServer(async (request, response) => {
    const { status, text } = await answerTo(request.url, answers).catch(() => ({
      status: 500,
      text: "cannot be told\n",
    }));
    response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(text);
  });
  await listening(server, port);
  return server;
}

async function answerTo(url: string | undefined, { metrics, trouble }: Answers) {
  if (url === "/metrics") return { status: 200, text: await metrics() };
  if (url !== "/healthz") return { status: 404, text: "there are /metrics and /healthz\n" };
  const wrong = trouble();
  return { status: wrong === undefined ? 200 : 503, text: `${wrong ?? "ok"}\n` };
}
