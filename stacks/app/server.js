const http = require("node:http");

/** Answers with a greeting, and at /healthz with nothing but 200. Logs one JSON line a request. */
const server = http.createServer((request, response) => {
  const started = process.hrtime.bigint();
  response.on("finish", () => {
    const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
    const { method, url } = request;
    console.log(JSON.stringify({ level: "INFO", method, path: url, status: response.statusCode, milliseconds }));
  });
  if (request.url === "/healthz") response.end();
  else response.end(`${process.env.GREETING ?? "hello"}\n`);
});

server.listen(8080);
process.on("SIGTERM", () => server.close());
