// A stand-in for Grafana: health, a login, and the list of what was provisioned. It draws nothing.
const { readdirSync, readFileSync } = require("node:fs");
const { createServer } = require("node:http");

const { GF_PATHS_PROVISIONING: provisioning, GF_SECURITY_ADMIN_USER: user = "admin" } = process.env;
const password =
  process.env.GF_SECURITY_ADMIN_PASSWORD ??
  (process.env.GF_SECURITY_ADMIN_PASSWORD__FILE &&
    readFileSync(process.env.GF_SECURITY_ADMIN_PASSWORD__FILE, "utf8").trim());
const login = `Basic ${Buffer.from(`${user}:${password ?? "admin"}`).toString("base64")}`;

const server = createServer((request, response) => {
  const answer = (status, body) => {
    response.writeHead(status, { "content-type": "application/json", "x-stand-in": "grafana" });
    response.end(JSON.stringify(body));
  };
  if (request.url === "/api/health") return answer(200, { database: "ok", version: "stand-in" });
  if (request.headers.authorization !== login) return answer(401, { message: "Unauthorized" });
  const files = readdirSync(provisioning, { recursive: true, encoding: "utf8" }).sort();
  return answer(200, { files });
});
server.listen(Number(process.env.GF_SERVER_HTTP_PORT ?? 3000));
process.on("SIGTERM", () => server.close(() => process.exit(0)));
