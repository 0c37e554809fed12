import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import pg from "pg";

// Secrets come as files, whose paths stand in variables that end in _FILE.
const connectionString = readFileSync(process.env.DATABASE_URL_FILE, "utf8").trim();
const database = new pg.Pool({ connectionString, max: 10 });
database.on("error", error => log("error", error.message));
await database.query(
  "CREATE TABLE IF NOT EXISTS notes (id serial PRIMARY KEY, text text NOT NULL, at timestamptz DEFAULT now())",
);

/** One JSON object a line: the collector reads its level. */
function log(level, message) {
  console.log(JSON.stringify({ level, message, time: new Date().toISOString() }));
}

async function answer(request) {
  if (request.url === "/healthz") {
    await database.query("SELECT 1");
    return { ok: true };
  }
  if (request.method === "POST") {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    await database.query("INSERT INTO notes (text) VALUES ($1)", [Buffer.concat(chunks).toString().slice(0, 1000)]);
  }
  const { rows } = await database.query("SELECT id, text, at FROM notes ORDER BY id DESC LIMIT 20");
  return { notes: rows };
}

const server = createServer((request, response) => {
  const send = (status, body) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  answer(request).then(
    body => send(200, body),
    error => {
      log("error", `${request.method} ${request.url}: ${error.message}`);
      send(500, { error: "try again later" });
    },
  );
});

server.listen(8080, () => log("info", "ready"));

// The old version is told to stop once the new one has its traffic: it answers what it has begun.
process.on("SIGTERM", () => server.close(() => database.end().then(() => process.exit(0))));
