import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Connection } from "../../../lib/steward/connection";

// Debian keeps the server's programs off PATH, by version.
const versions = "/usr/lib/postgresql";
const newest = (() => {
  try {
    return readdirSync(versions)
      .sort((a, b) => Number(a) - Number(b))
      .at(-1);
  } catch {
    return undefined;
  }
})();
if (newest) process.env.PATH = [process.env.PATH, join(versions, newest, "bin"), "/usr/sbin"].join(delimiter);

/** Database servers do not run as root: as it, they are given to this user. */
const NOBODY = 65_534;
const asRoot = process.getuid?.() === 0;
export const unprivileged = asRoot ? { uid: NOBODY, gid: NOBODY } : {};

/** A folder for what one test file needs, which the server's user can enter. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "daytwo-data-"));
  chmodSync(folder, 0o755);
  return folder;
}

export function own(folder: string): string {
  mkdirSync(folder, { recursive: true });
  if (asRoot) chownSync(folder, NOBODY, NOBODY);
  return folder;
}

export function secretFile(path: string, secret = randomBytes(12).toString("hex")): string {
  writeFileSync(path, secret, { mode: 0o600 });
  if (asRoot) chownSync(path, NOBODY, NOBODY);
  return path;
}

export function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer().on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? found(address.port) : failed(new Error("no port"))));
    });
  });
}

/** A server of a test's own; it is ended by its id. */
export class RunningServer {
  constructor(
    readonly connection: Connection,
    private readonly child: ChildProcess,
    private readonly ended: Promise<unknown>,
  ) {}

  /** Ends it at once, as a crash does, or in order. */
  async stop(signal: NodeJS.Signals): Promise<void> {
    this.child.kill(signal);
    await this.ended;
  }
}

/** Starts a program and waits until a question to it is answered. */
export async function startServer(
  connection: Connection,
  program: string,
  args: string[],
  ask: () => void,
): Promise<RunningServer> {
  const child = spawn(program, args, { ...unprivileged, stdio: ["ignore", "pipe", "pipe"] });
  const said: Buffer[] = [];
  child.stdout?.on("data", chunk => said.push(chunk));
  child.stderr?.on("data", chunk => said.push(chunk));
  let over = false;
  const ended = new Promise(done => child.on("close", done)).then(() => {
    over = true;
  });
  for (let left = 300; left > 0 && !over; left -= 1) {
    try {
      ask();
      return new RunningServer(connection, child, ended);
    } catch {
      await new Promise(done => setTimeout(done, 100));
    }
  }
  child.kill("SIGKILL");
  throw new Error(`${program} does not answer: ${Buffer.concat(said)}`);
}

export function command(program: string, args: string[], environment: Record<string, string> = {}): string {
  const options = { env: { ...process.env, ...environment }, encoding: "utf8", stdio: "pipe" } as const;
  return execFileSync(program, args, options).trim();
}

export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
