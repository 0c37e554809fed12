import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GateSpec } from "../../../lib/steward/gate";
import { type ProxySettings, proxyFiles } from "../../../lib/steward/proxy";
import { adminSocket, type ProxyPart } from "../../../lib/steward/proxy/sockets";

/** A whole proxy on the loopback: two real Caddy processes, as the containers run them. */
export class TestProxy {
  private readonly processes = new Map<ProxyPart, ChildProcess>();

  private constructor(
    readonly folder: string,
    readonly settings: ProxySettings,
    readonly ports: Record<"http" | "https" | "metrics", number>,
  ) {}

  static async start(more: Partial<ProxySettings> = {}): Promise<TestProxy> {
    const folder = mkdtempSync(join(tmpdir(), "daytwo-proxy-"));
    const [http, https, edgeMetrics, metrics] = [
      await freePort(),
      await freePort(),
      await freePort(),
      await freePort(),
    ];
    const local = {
      run: folder,
      http: `127.0.0.1:${http}`,
      https: `127.0.0.1:${https}`,
      edgeMetrics: `127.0.0.1:${edgeMetrics}`,
      routerMetrics: `127.0.0.1:${metrics}`,
    };
    const settings = { ports: { http, https }, accessLog: false, local, ...more };
    for (const [name, content] of Object.entries(proxyFiles(settings))) writeFileSync(join(folder, name), content);
    const proxy = new TestProxy(folder, settings, { http, https, metrics });
    await Promise.all([proxy.run("edge"), proxy.run("router")]);
    return proxy;
  }

  get pids(): number[] {
    return [...this.processes.values()].flatMap(({ pid }) => pid ?? []);
  }

  async restart(part: ProxyPart): Promise<void> {
    await this.end(part, "SIGKILL");
    await this.run(part);
  }

  async stop(): Promise<void> {
    await Promise.all([this.end("edge", "SIGTERM"), this.end("router", "SIGTERM")]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The specification of a gate for this proxy; a service of these local ports, without a domain. */
  gate(service: string, ports: readonly number[], more: Partial<GateSpec> = {}): GateSpec {
    return {
      proxy: this.settings,
      service,
      route: {},
      upstreams: ports.map(port => `127.0.0.1:${port}`),
      health: { path: "/", timeoutSeconds: 2, healthyAfter: 1, graceSeconds: 3 },
      drainSeconds: 5,
      services: [service],
      ...more,
    };
  }

  private async run(part: ProxyPart): Promise<void> {
    const folder = join(this.folder, `${part}.home`);
    const environment = { ...process.env, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder, HOME: folder };
    const args = ["run", "--config", join(this.folder, `${part}.json`), "--resume"];
    this.processes.set(part, spawn("caddy", args, { env: environment, stdio: "ignore" }));
    await listening(adminSocket(part, this.folder));
  }

  private async end(part: ProxyPart, signal: NodeJS.Signals): Promise<void> {
    const running = this.processes.get(part);
    if (!running) return;
    const ended = once(running, "exit");
    running.kill(signal);
    await ended;
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function listening(socket: string): Promise<void> {
  for (let tried = 0; tried < 100; tried++) {
    if (await connects(socket)) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`nothing answers on ${socket}`);
}

function connects(socket: string): Promise<boolean> {
  return new Promise(resolve => {
    const connection = connect(socket);
    connection.once("connect", () => resolve(true)).once("error", () => resolve(false));
    connection.unref();
    connection.once("connect", () => connection.destroy());
  });
}
