import { type Server as Listener, createServer as listenOn } from "node:net";
import { lookAt, type Published } from "../../../lib/common/docker/preflight";
import { checkOnce } from "../../../lib/common/docker/preflight/ports";
import { Mistakes } from "../../../lib/common/errors";
import type { Size } from "../../../lib/common/size";
import { FakeDocker } from "../../support/dockerHost";

const docker = new FakeDocker();
const { folder, host } = docker;
const owner = { project: "shop", stack: "production" };
const TOO_MUCH: Size = "16000TiB";
const listeners: Listener[] = [];

/** What the host says of itself. */
function says({ api = "1.41", root = folder, containers = [] as object[], info = {} } = {}): void {
  docker.answers = {
    "/version": { Version: "18.09", ApiVersion: api },
    "/info": { DockerRootDir: root, ...info },
    "/containers/json": containers,
  };
}

beforeAll(() => docker.start());
beforeEach(() => says());
afterAll(() => {
  docker.stop();
  for (const listener of listeners) listener.close();
});

/** A port on which something listens, on one address. */
async function taken(address: string): Promise<number> {
  const listener = listenOn();
  listeners.push(listener);
  await new Promise<void>(resolve => listener.listen(0, address, resolve));
  const bound = listener.address();
  return typeof bound === "object" && bound !== null ? bound.port : 0;
}

async function messages(
  ports: Published[],
  { at = host, leastDisk = "1MiB" }: { at?: string; leastDisk?: Size } = {},
): Promise<string[]> {
  const mistakes = new Mistakes("shop");
  await lookAt({ host: at }, { ports, leastDisk }, owner, mistakes);
  return mistakes.all.map(({ path, message }) => `${path}: ${message}`);
}

function container(port: number, labels: Record<string, string>): object {
  return { Id: "abc", Names: ["/other"], Labels: labels, Ports: [{ PublicPort: port }] };
}

describe("a Docker host is looked at before anything is made on it", () => {
  it("and may be well", async () => {
    expect(await messages([])).toEqual([]);
  });

  it.each(["0.0.0.0", "127.0.0.1"])("for ports that another program has, on %s", async address => {
    const port = await taken(address);
    expect(await messages([{ port, path: "ports.http" }])).toEqual([
      `ports.http: port ${port} is in use by another program on the host; stop it, or write another port`,
    ]);
  });

  it("but not for a port of UDP, which is another", async () => {
    const dns = { Id: "abc", Names: ["/dns"], Labels: {}, Ports: [{ PublicPort: 8080, Type: "udp" }] };
    says({ containers: [dns] });
    expect(await messages([{ port: 8080, path: "ports.http" }])).toEqual([]);
  });

  it("for ports that a container of another stack has", async () => {
    says({ containers: [container(8080, { "daytwo.project": "shop", "daytwo.stack": "staging" })] });
    expect(await messages([{ port: 8080, path: "ports.http" }])).toEqual([
      "ports.http: port 8080 is in use by the container other; stop it, or write another port",
    ]);
  });

  it("but not for those that the stack itself has", async () => {
    const port = await taken("0.0.0.0");
    says({ containers: [container(port, { "daytwo.project": "shop", "daytwo.stack": "production" })] });
    expect(await messages([{ port, path: "ports.http" }])).toEqual([]);
  });

  it("for room on its disk", async () => {
    expect(await messages([], { leastDisk: TOO_MUCH })).toEqual([
      expect.stringMatching(
        /^leastDisk: \d+(MiB|GiB) are free on the disk of .*, less than 16000TiB; make room, such as with docker image prune, or write a smaller leastDisk$/,
      ),
    ]);
  });

  it("but not for room that cannot be seen from here", async () => {
    says({ root: "/there/is/no/such/folder" });
    expect(await messages([], { leastDisk: TOO_MUCH })).toEqual([]);
  });

  it("for its age", async () => {
    says({ api: "1.40" });
    expect(await messages([])).toEqual([
      `docker:host: ${host} runs Docker 18.09, which is too old; install Docker 20.10 or later`,
    ]);
  });

  it.each([
    [
      "users are remapped",
      { SecurityOptions: ["name=seccomp,profile=default", "name=userns"] },
      "gives containers other users (userns-remap), so that the steward may not use Docker's socket; take userns-remap out of /etc/docker/daemon.json there, or use a Docker without root",
    ],
    [
      "CPU cannot be limited",
      { SecurityOptions: ["name=rootless"], CpuCfsQuota: false },
      "cannot limit the CPU of containers; delegate the controller cpu to it (without root: Delegate=cpu cpuset io memory pids in user@.service), or use a kernel with CFS quotas",
    ],
  ])("for a Docker on which %s", async (_, info, message) => {
    says({ info });
    expect(await messages([])).toEqual([`docker:host: Docker on ${host} ${message}`]);
  });

  it("and may do without root, and with SELinux", async () => {
    says({ info: { SecurityOptions: ["name=rootless", "name=cgroupns", "name=selinux"], CpuCfsQuota: true } });
    expect(await messages([])).toEqual([]);
  });

  it("for all of it at once", async () => {
    says({ api: "1.39", containers: [container(8080, {}), container(8443, {})] });
    const ports = [
      { port: 8080, path: "ports.http" },
      { port: 8443, path: "ports.https" },
    ];
    expect(await messages(ports, { leastDisk: TOO_MUCH })).toHaveLength(4);
  });

  it("and when it does not answer, that is all there is to say", async () => {
    const at = `unix://${folder}/none.sock`;
    expect(await messages([{ port: 8080, path: "ports.http" }], { at })).toEqual([
      `docker:host: there is no Docker socket at ${folder}/none.sock; start Docker (sudo systemctl start docker), install it, or name another docker:host`,
    ]);
  });

  it("and when its address is none, that as well", async () => {
    expect(await messages([], { at: "shop" })).toEqual([
      'docker:host: "shop" is no Docker host; write unix:///var/run/docker.sock, ssh://user@host or tcp://host:2376',
    ]);
  });
});

describe("one port for two parts", () => {
  function twice(one: Published, other: Published, from = 0): string[] {
    const mistakes = new Mistakes("shop");
    checkOnce([one, other], from, mistakes);
    return mistakes.all.map(({ path, message }) => `${path}: ${message}`);
  }
  const http: Published = { port: 8080, path: "ports.http" };
  const logs: Published = { port: 8080, path: "logs.port", address: "127.0.0.1" };

  it("is told", () => {
    expect(twice(http, logs)).toEqual(["logs.port: 8080 is the port of ports.http as well; write another"]);
    expect(twice(logs, { ...logs, path: "dashboard.port" })).toEqual([
      "dashboard.port: 8080 is the port of logs.port as well; write another",
    ]);
  });

  it("is told once, when the second is looked at", () => {
    expect(twice(http, logs, 1)).toHaveLength(1);
    expect(twice(http, logs, 2)).toEqual([]);
  });

  it("is well on two addresses", () => {
    expect(twice(logs, { ...logs, path: "registry.port", address: "10.0.0.1" })).toEqual([]);
  });
});
