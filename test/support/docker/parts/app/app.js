// A service as the tests need it. What it does is told by its environment:
//   VERSION  printed by every answer                 PORT      where it listens; 0: a worker without a port
//   MODE     healthy | unhealthy | crash | slow      SLOW_MS   how long until it is healthy, when it is slow
//            database: healthy while the server of DATABASE_URL takes connections
// or by its arguments, for jobs: `exit <code> [line…]`, `wait <milliseconds>`.
const { readFileSync } = require("node:fs");
const { createServer } = require("node:http");
const { connect } = require("node:net");
const { setFlagsFromString } = require("node:v8");
const { runInNewContext } = require("node:vm");

const { VERSION = "1", PORT = "8080", MODE = "healthy", SLOW_MS = "3000" } = process.env;
const began = Date.now();
let reached = false;
let held = [];

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
  // Holds so much memory until it is asked to hold another amount.
  "/hold": ({ searchParams }) => {
    held = [];
    setFlagsFromString("--expose-gc");
    runInNewContext("gc")();
    held = Array.from({ length: Number(searchParams.get("mib")) }, () => Buffer.alloc(1 << 20, 1));
    return [200, `holds ${held.length} MiB`];
  },
  "/eat": () => {
    const eaten = [];
    for (;;) eaten.push(Buffer.alloc(16 << 20, 1));
  },
};

function isHealthy() {
  if (MODE === "slow") return Date.now() - began > Number(SLOW_MS);
  if (MODE === "database") return reached;
  return MODE !== "unhealthy";
}

function reachDatabase() {
  const { hostname, port } = new URL(readFileSync(process.env.DATABASE_URL_FILE ?? "", "utf8").trim());
  const socket = connect({ host: hostname, port: Number(port || 5432), timeout: 1_000 });
  const end = answered => {
    reached = answered;
    socket.destroy();
  };
  socket.on("connect", () => end(true));
  socket.on("timeout", () => end(false));
  socket.on("error", () => end(false));
}

function serve() {
  if (MODE === "crash") throw new Error("no configuration found");
  if (MODE === "database") setInterval(reachDatabase, 1_000);
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
