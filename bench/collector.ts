import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { encode } from "@msgpack/msgpack";
import { buildSync } from "esbuild";
import type { CollectSpec } from "../lib/steward/collect";

/** What the log collector costs: CPU time for 100,000 lines of 20 containers, each with its own acknowledgement, as Docker sends them. */
const LINES = 100_000;
const CONTAINERS = 20;

const TEXT = "2026-01-31 10:15:30.123 INFO  OrderService - order 4711 of customer 12 placed in 35 ms, total 99.90 EUR";
const STRUCTURED = JSON.stringify({
  ...{ level: 30, time: "2026-01-31T10:15:30.123Z", pid: 1, hostname: "web", msg: "request completed" },
  ...{
    req: { method: "GET", url: "/orders/4711", headers: { "user-agent": "Mozilla/5.0" } },
    res: { statusCode: 200 },
    ms: 35,
  },
});
const SECRETS = "paid with 4111 1111 1111 1111 by ann@example.com, Authorization: Bearer abcdef0123456789abcdef";

const root = mkdtempSync(join(tmpdir(), "daytwo-bench-"));
const program = join(root, "steward.js");

interface Cost {
  cpu: number;
  wall: number;
  memory: number;
}

async function collected(line: string, redact: CollectSpec["redact"]): Promise<Cost> {
  const usage = join(root, "usage");
  const spec: CollectSpec = {
    to: join(root, "logs"),
    sources: ["web"],
    redact,
    syncSeconds: 1,
    port: 0,
    metricsPort: 0,
  };
  const env = {
    ...process.env,
    NODE_OPTIONS: `--require=${resolve(__dirname, "usage.cjs")}`,
    DAYTWO_BENCH_USAGE: usage,
  };
  const child = spawn(process.execPath, [program, "collect", JSON.stringify(spec)], { env });
  const [said] = await once(child.stdout, "data");
  const port = Number(/takes lines at (\d+)/.exec(String(said))?.[1]);
  const started = performance.now();
  await Promise.all(Array.from({ length: CONTAINERS }, () => container(port, line, LINES / CONTAINERS)));
  const wall = (performance.now() - started) / 1_000;
  child.kill("SIGTERM");
  await once(child, "close");
  const { cpu, maxRSS } = JSON.parse(readFileSync(usage, "utf8").trim());
  rmSync(usage);
  return { cpu, wall, memory: maxRSS / 1_000 };
}

/** Sends each line when the one before it is acknowledged. */
async function container(port: number, line: string, lines: number): Promise<void> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  const record = { container_id: "c0ffee", container_name: "/shop-web-1", source: "stdout", log: line };
  const message = encode(["web", Math.floor(Date.now() / 1_000), record, { chunk: "0123456789abcdef01234567" }]);
  for (let sent = 0; sent < lines; sent++) {
    socket.write(message);
    await once(socket, "data");
  }
  socket.destroy();
}

async function main(): Promise<void> {
  const entry = resolve(__dirname, "../images/steward/src/main.ts");
  buildSync({
    entryPoints: [entry],
    outfile: program,
    bundle: true,
    platform: "node",
    target: "node20",
    logLevel: "error",
  });
  console.log(`| ${LINES} lines | CPU, s | lines a second | peak memory, MB |`);
  console.log("|---|---:|---:|---:|");
  const lines = { "of text": TEXT, structured: STRUCTURED, "with a card, an address and a token": SECRETS };
  for (const [name, line] of Object.entries(lines)) {
    for (const redact of [[], ["email", "card-number", "access-key"]] as CollectSpec["redact"][]) {
      const { cpu, wall, memory } = await collected(line, redact);
      const what = redact.length === 0 ? `${name}, nothing hidden` : name;
      console.log(`| ${what} | ${cpu.toFixed(2)} | ${(LINES / wall).toFixed(0)} | ${memory.toFixed(0)} |`);
    }
  }
}

main().finally(() => rmSync(root, { recursive: true }));
