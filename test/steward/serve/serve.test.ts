import { renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { serve } from "../../../images/steward/src/serve";
import { freePort } from "../gate/caddy";
import { visit } from "../gate/visitor";
import { type Host, onHost, SOCKET } from "./host";

async function serving(host: Host, body: (port: number, socket: string) => Promise<void>): Promise<void> {
  jest.spyOn(process.stdout, "write").mockReturnValue(true);
  const stop = new AbortController();
  const [port, socket] = [await freePort(), join(host.folder, "docker.sock")];
  symlinkSync(SOCKET, socket);
  const running = serve.run({ ...host.stack, socket, results: host.folder, port }, stop.signal);
  await body(port, socket).finally(() => stop.abort());
  await running;
  jest.restoreAllMocks();
}

async function until<T>(read: () => Promise<T>, met: (value: T) => boolean): Promise<T> {
  for (let tried = 0; ; tried++) {
    const value = await read().catch(() => undefined);
    if (value !== undefined && (met(value) || tried > 120)) return value;
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}

function figureOf(metrics: string, name: string, of: string): number | undefined {
  const value = new RegExp(`^${name}\\{[^}]*"${of}"[^}]*\\} (\\S+)$`, "m").exec(metrics)?.[1];
  return value === undefined ? undefined : Number(value);
}

onHost("the metrics tell how containers do by their limits", async host => {
  host.run("service", "busy", "while :; do :; done", ["--cpus", "0.1", "--memory", "64m"]);
  host.run("service", "crashing", "/busybox sleep 0.2; exit 1", ["--restart", "always"]);
  host.run("gate", "web", "true");
  await serving(host, async port => {
    const read = async () => (await visit(port, { path: "/metrics" })).body;
    const complete = (text: string) =>
      figureOf(text, "daytwo_container_cpu_ratio", "busy") !== undefined &&
      (figureOf(text, "daytwo_container_restarts_total", "crashing") ?? 0) > 1;
    const metrics = await until(read, complete);
    expect(figureOf(metrics, "daytwo_container_cpu_ratio", "busy")).toBeGreaterThan(0.2);
    expect(figureOf(metrics, "daytwo_container_cpu_ratio", "busy")).toBeLessThan(1.5);
    expect(figureOf(metrics, "daytwo_container_memory_ratio", "busy")).toBeGreaterThan(0);
    expect(figureOf(metrics, "daytwo_container_running", "busy")).toBe(1);
    expect(figureOf(metrics, "daytwo_container_restarts_total", "crashing")).toBeGreaterThan(1);
    expect(metrics).not.toContain('role="gate"');
  });
});

onHost("ends for want of memory are counted, though the container runs again", async host => {
  await serving(host, async port => {
    await until(
      () => visit(port, { path: "/healthz" }),
      ({ status }) => status === 200,
    );
    host.run("worker", "hungry", "/busybox tail /dev/zero", ["--restart", "always", "--memory", "16m"]);
    const read = async () => (await visit(port, { path: "/metrics" })).body;
    const metrics = await until(read, text => (figureOf(text, "daytwo_container_oom_kills_total", "hungry") ?? 0) > 0);
    expect(figureOf(metrics, "daytwo_container_oom_kills_total", "hungry")).toBeGreaterThan(0);
  });
});

onHost("a Docker that does not answer is told, and is well again as soon as it answers", async host => {
  await serving(host, async (port, socket) => {
    const health = () => visit(port, { path: "/healthz" });
    await until(health, ({ status }) => status === 200);
    renameSync(socket, `${socket}.away`);
    expect(await until(health, ({ status }) => status === 503)).toMatchObject({
      status: 503,
      body: `Docker does not answer on ${socket} (ENOENT)\n`,
    });
    renameSync(`${socket}.away`, socket);
    expect((await until(health, ({ status }) => status === 200)).status).toBe(200);
  });
});
