import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { awsEnvironment } from "./awsServer";
import type { Need } from "./needs";

/** Where `.ci/prepare` puts it; elsewhere it is looked for on PATH. */
const OWN = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "daytwo", "moto", "bin");

const program = [OWN, ...(process.env.PATH ?? "").split(delimiter)]
  .map(folder => join(folder, "moto_server"))
  .find(path => existsSync(path));

/** The server that answers in AWS's place (https://docs.getmoto.org), in Python. */
export const moto: Need = {
  there: program !== undefined,
  none: "moto_server is not there; run pip install moto flask flask-cors, or .ci/prepare",
};

/** Starts it, has AWS's clients ask it, and gives what stops it. */
export async function startMoto(): Promise<() => void> {
  const port = await freePort();
  const server = spawn(program ?? "moto_server", ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
  Object.assign(process.env, awsEnvironment(`http://127.0.0.1:${port}`));
  await answers(server, `http://127.0.0.1:${port}/moto-api/`);
  return () => server.kill();
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  await new Promise(resolve => probe.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function answers(server: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    if (server.exitCode !== null) break;
    await setTimeout(200);
  }
  throw new Error("moto_server does not start");
}
