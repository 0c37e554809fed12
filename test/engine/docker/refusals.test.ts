import { chmodSync } from "node:fs";
import { createServer as listenOn, type Server } from "node:net";
import { join } from "node:path";
import { imageOf } from "../../support/docker/parts";
import { itOnDocker } from "./host";
import { freePorts } from "./ports";
import { bare, NOTHING_ELSE, service } from "./specs";
import { DockerStack, IMAGES, type Spec } from "./stack";

/** Fails the update with these lines and nothing that only we could read, and leaves the host as it was. */
async function refused(stack: DockerStack, ...lines: string[]): Promise<void> {
  const { code, said } = await stack.workspace.up();
  expect([code, said]).toEqual([1, expect.stringContaining("error: ")]);
  for (const line of lines) expect(said).toContain(line);
  expect(said).not.toMatch(/^\s+at .*:\d+/m);
  expect(await made(stack)).toEqual([]);
}

/** What of the stack is on the host, besides what the test itself put there. */
async function made(stack: DockerStack): Promise<string[]> {
  const things = await stack.things();
  return things.map(({ words }) => words).filter(words => !words.includes(squatter(stack)));
}

function squatter({ name }: DockerStack): string {
  return `${name}-squatter`;
}

async function refusedHost(stack: DockerStack, host: string, line: string): Promise<void> {
  await stack.workspace.succeed("config", "set", "docker:host", host);
  await refused(stack, `docker:host: ${line}`);
}

/** A container of somebody else's that answers on a port. */
async function occupy(stack: DockerStack, port: number): Promise<void> {
  const container = await stack.docker.createContainer({
    name: squatter(stack),
    Image: imageOf("app"),
    Labels: stack.labels,
    ExposedPorts: { "8080/tcp": {} },
    HostConfig: { PortBindings: { "8080/tcp": [{ HostIp: "127.0.0.1", HostPort: String(port) }] } },
  });
  await container.start();
}

/** A socket in the stack's own folder that takes connections and never answers. */
async function silentSocket(stack: DockerStack): Promise<{ path: string; server: Server }> {
  const path = join(stack.workspace.project, "docker.sock");
  const server = listenOn();
  await new Promise<void>(resolve => server.listen(path, resolve));
  return { path, server };
}

/** A service with logs and a dashboard, each with a port of the host. */
function withPorts(logs: number, dashboard: number): Spec {
  return { ...bare("1"), logs: { port: logs, archive: false }, dashboard: { port: dashboard } };
}

describe("what cannot be made on a Docker host is told in one line each, and nothing of it is made:", () => {
  itOnDocker("ports in use, by a container, by a program and by another part", async ground => {
    await DockerStack.with(ground, async stack => {
      const [logs = 0, dashboard = 0] = await freePorts(2);
      await stack.wants(withPorts(logs, dashboard));
      await occupy(stack, logs);
      const program = listenOn().listen(dashboard, "127.0.0.1");
      await refused(
        stack,
        "shop-foundation: 2 mistakes",
        `logs.port: port ${logs} is in use by the container ${squatter(stack)}; stop it, or write another port`,
        `dashboard.port: port ${dashboard} is in use by another program on the host; stop it, or write another port`,
      ).finally(() => program.close());

      await stack.wants(withPorts(stack.ports.http, dashboard));
      await refused(stack, `ports.http: ${stack.ports.http} is the port of logs.port as well; write another`);
    });
  });

  itOnDocker("a socket that is not there, does not answer, or may not be used", async ground => {
    await DockerStack.with(ground, async stack => {
      await stack.wants(bare("1"));
      await refusedHost(
        stack,
        "unix:///nowhere/docker.sock",
        "there is no Docker socket at /nowhere/docker.sock; start Docker (sudo systemctl start docker), install it, or name another docker:host",
      );

      const { path, server } = await silentSocket(stack);
      const host = `unix://${path}`;
      await refusedHost(
        stack,
        host,
        `Docker on ${host} did not answer within 15 seconds; look at it with systemctl status docker, or name another docker:host`,
      );

      stack.workspace.giveUpRights();
      chmodSync(path, 0);
      await refusedHost(
        stack,
        host,
        `this user may not use the Docker socket ${path}; run sudo usermod -aG docker $USER and log in again`,
      ).finally(() => server.close());
    });
  });

  itOnDocker("a disk without the room that is asked for", async ground => {
    await DockerStack.with(ground, async stack => {
      await stack.wants({ ...bare("1"), foundation: { leastDisk: "16TiB" } });
      const { code, said } = await stack.workspace.up();
      expect(code).toBe(1);
      expect(said).toMatch(
        /leastDisk: \S+ are free on the disk of \/\S+, less than 16TiB; make room, such as with docker image prune, or write a smaller leastDisk/,
      );
      expect(await made(stack)).toEqual([]);
    });
  });

  itOnDocker("a host over SSH that is written wrongly, is not known, or refuses", async ground => {
    await DockerStack.with(ground, async stack => {
      await stack.wants(bare("1"));
      await stack.workspace.offer("ssh");
      for (const host of ["ssh://", "ssh://deploy@shop.example.com/var/run/docker.sock"])
        await refusedHost(
          stack,
          host,
          `"${host}" is no SSH address of a Docker host; write ssh://user@host or ssh://user@host:22, and nothing else`,
        );
      const unknown = "ssh://deploy@shop.invalid";
      await refusedHost(stack, unknown, `${unknown}: its host name is not known; mend docker:host`);
      const [port] = await freePorts(1);
      const refusing = `ssh://127.0.0.1:${port}`;
      await refusedHost(
        stack,
        refusing,
        `${refusing}: it refuses the SSH connection; start its SSH server, or mend the port in docker:host`,
      );
    });
  });

  itOnDocker("two services with one domain, beside another mistake", async ground => {
    await DockerStack.with(ground, async stack => {
      const domain = "shop.example.com";
      const web = service("1", {}, { domain, path: "/shop" });
      const api = service("1", {}, { domain, path: "/Shop/" });
      await stack.wants({ ...NOTHING_ELSE, services: { web, api }, cache: { memory: "none" } });
      await refused(
        stack,
        "shop: 2 mistakes",
        "services.api: answers at the same domain and path as web; give one of them another domain or path",
        'cache.memory: "none" is no size;',
      );
    });
  });

  itOnDocker("a database of another major version than its data; the one that runs goes on", async ground => {
    await DockerStack.with(ground, async stack => {
      const wanted: Spec = { ...bare("1"), database: {} };
      await stack.wants(wanted);
      await stack.workspace.deploy();
      const { Id, ImageID } = await stack.running("database");
      const newer = await imageOfAnotherMajor(stack, ImageID);
      await stack.wants({ ...wanted, foundation: { images: { ...IMAGES, postgres: newer } } });
      const { code, said } = await stack.workspace.up().finally(() => stack.docker.getImage(newer).remove());
      expect([code, said]).toEqual([
        1,
        expect.stringMatching(/shop-database: version: what the database holds was written by PostgreSQL \d+, and 99 /),
      ]);
      expect((await stack.running("database")).Id).toBe(Id);
    });
  });
});

/** The same image, which says that it is of another major version. */
async function imageOfAnotherMajor({ docker, name }: DockerStack, image: string): Promise<string> {
  const container = await docker.createContainer({ Image: image });
  await container.commit({ repo: name, tag: "newer", changes: "ENV PG_MAJOR=99" });
  await container.remove({ v: true });
  return `${name}:newer`;
}
