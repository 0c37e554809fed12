// A service as the tests need it. What it does is told by its environment:
//   VERSION  printed by every answer                 PORT      where it listens; 0: a worker without a port
//   MODE     healthy | unhealthy | crash | slow      SLOW_MS   how long until it is healthy, when it is slow
// or by its arguments, for jobs: `exit <code> [line…]`, `wait <milliseconds>`.
const { readFileSync } = require("node:fs");
const { createServer } = require("node:http");

const { VERSION = "1", PORT = "8080", MODE = "healthy", SLOW_MS = "3000" } = process.env;
const began = Date.now();

const ROUTES = {
  "/healthz": () => (isHealthy() ? [200, "ok"] : [503, "not yet"]),
  "/version": () => [200, VERSION],
  // Prints a line, as services do to log.
  "/say": ({ searchParams }) => {
    console.log(searchParams.get("line"));
    return [200, "said"];
  },
  // Whether a secret has come as a file: its length, never itself.
  "/secret": ({ searchParams }) => [200, String(readFileSync(`/run/secrets/${searchParams.get("name")}`).length)],
  "/status": ({ searchParams }) => [Number(searchParams.get("code")), "as asked"],
  "/crash": () => process.exit(3),
  "/eat": () => {
    const eaten = [];
    for (;;) eaten.push(Buffer.alloc(16 << 20, 1));
  },
};

function isHealthy() {
  if (MODE === "slow") return Date.now() - began > Number(SLOW_MS);
  return MODE !== "unhealthy";
}

function serve() {
  if (MODE === "crash") throw new Error("no configuration found");
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://app");
    const [status, body] = ROUTES[url.pathname]?.(url) ?? [200, `version ${VERSION}`];
    setTimeout(
      () => {
        response.writeHead(status, { "content-type": "text/plain", "x-version": VERSION });
        response.end(`${body}\n`);
      },
      Number(url.searchParams.get("ms") ?? 0),
    );
  });
  server.keepAliveTimeout = 65_000;
  server.listen(Number(PORT), () =>
    console.log(JSON.stringify({ level: "info", message: `version ${VERSION} listens` })),
  );
  process.on("SIGTERM", () => {
    console.log(JSON.stringify({ level: "info", message: "drains" }));
    server.close(() => process.exit(0));
    server.closeIdleConnections();
  });
}

function work() {
  const turn = setInterval(
    () => console.log(JSON.stringify({ level: "info", message: `version ${VERSION} works` })),
    1_000,
  );
  process.on("SIGTERM", () => clearInterval(turn));
}

function runJob([what, argument, ...lines]) {
  for (const line of lines) console.log(line);
  if (what === "wait") setTimeout(() => console.log("waited"), Number(argument));
  else process.exitCode = Number(argument);
}

const args = process.argv.slice(2);
if (args.length > 0) runJob(args);
else if (PORT === "0") work();
else serve();
