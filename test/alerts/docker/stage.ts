import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** What Alertmanager posts to a webhook (its documentation, "Configuration", <webhook_config>). */
export interface Message {
  status: "firing" | "resolved";
  alerts: { labels: Record<string, string>; annotations: Record<string, string> }[];
}

/** Programs and servers of one test, all ended with it. */
export class Stage {
  private readonly programs: ChildProcess[] = [];
  private readonly servers: Server[] = [];

  private constructor(readonly folder: string) {}

  /** Runs a test on a stage of its own. */
  static async with(test: (stage: Stage) => Promise<void>): Promise<void> {
    const stage = new Stage(await mkdtemp(join(tmpdir(), "daytwo-stage-")));
    try {
      await test(stage);
    } finally {
      await stage.end();
    }
  }

  /** Writes a file and gives its path. */
  async file(name: string, content: string): Promise<string> {
    const path = join(this.folder, name);
    await writeFile(path, content);
    return path;
  }

  /** A server on a port of its own, or on the one that it had. */
  async serve(listener: RequestListener, port = 0): Promise<{ port: number; close(): Promise<void> }> {
    const server = createServer(listener).listen(port, "127.0.0.1");
    this.servers.push(server);
    await once(server, "listening");
    const address = server.address();
    return {
      port: typeof address === "object" && address ? address.port : 0,
      close: async () => {
        server.closeAllConnections();
        server.close();
        await once(server, "close");
      },
    };
  }

  /** A port that nothing has taken. */
  async freePort(): Promise<number> {
    const { port, close } = await this.serve(() => {});
    await close();
    return port;
  }

  /** Starts a program and waits until an address of it answers. */
  async run(program: string, args: readonly string[], ready: string): Promise<void> {
    const child = spawn(program, args, { cwd: this.folder, stdio: ["ignore", "ignore", "pipe"] });
    this.programs.push(child);
    let said = "";
    child.stderr?.on("data", chunk => {
      said = `${said}${chunk}`.slice(-4_000);
    });
    await until(`${program} answers`, async () => {
      if (child.exitCode !== null) throw new Error(`${program} ended: ${said}`);
      return (await fetch(ready).catch(() => undefined))?.ok;
    });
  }

  private async end(): Promise<void> {
    for (const program of this.programs) {
      if (program.exitCode !== null) continue;
      program.kill("SIGKILL");
      await once(program, "exit");
    }
    for (const server of this.servers) {
      server.closeAllConnections();
      server.close();
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Waits for something; a minute is an end, not a measure. */
export async function until(what: string, holds: () => Promise<unknown> | unknown, limit = 60_000): Promise<void> {
  const end = Date.now() + limit;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`it did not come: ${what}`);
    await sleep(200);
  }
}
