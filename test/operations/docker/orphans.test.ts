import { randomBytes } from "node:crypto";
import Docker from "dockerode";
import { type Orphan, orphansOf, removeOrphan } from "../../../lib/operations/docker/orphans";
import { System } from "../../../lib/operations/docker/system";
import { itWithDocker } from "../../support/docker/host";
import { imageOf } from "../../support/docker/parts";

const docker = new Docker();

function labels(stack: string, role: string, more: Record<string, string> = {}): Record<string, string> {
  return { "daytwo.project": "shop", "daytwo.stack": stack, "daytwo.role": role, "daytwo.of": "web", ...more };
}

function container(name: string, role: string, more: Docker.ContainerCreateOptions = {}) {
  const Labels = labels(name.replace(/-.*/, ""), role);
  return docker.createContainer({ name, Image: imageOf("base"), Cmd: ["sleep", "60"], Labels, ...more });
}

/** Makes one of everything that a stack has, gives it to `use`, and takes away what that left. */
async function withThings(use: (stack: string, system: System) => Promise<void>): Promise<void> {
  const stack = `orphans${randomBytes(4).toString("hex")}`;
  const system = new System(docker, { project: "shop", stack });
  try {
    await docker.createNetwork({ Name: `${stack}-network`, Labels: labels(stack, "network") });
    await docker.createVolume({ Name: `${stack}-data`, Labels: labels(stack, "volume") });
    await docker.createVolume({
      Name: `${stack}-files`,
      Labels: labels(stack, "volume", { "daytwo.content": "0a1b" }),
    });
    await container(`${stack}-web`, "service", { HostConfig: { NetworkMode: `${stack}-network`, Init: true } });
    await use(stack, system);
  } finally {
    for (const left of await orphansOf(system, new Set())) await removeOrphan(system, left);
  }
}

function words({ kind, name, role, holdsData }: Orphan): string {
  return `${kind} ${name} (${role})${holdsData ? ", holds data" : ""}`;
}

describe("what a killed update left", () => {
  itWithDocker("is found by its labels, in the order in which it can be removed", async () => {
    await withThings(async (stack, system) => {
      const found = await orphansOf(system, new Set());
      expect(found.slice(0, 2).map(words)).toEqual([
        `container ${stack}-web (service)`,
        `network ${stack}-network (network)`,
      ]);
      expect(found.slice(2).map(words).sort()).toEqual([
        `volume ${stack}-data (volume), holds data`,
        `volume ${stack}-files (volume)`,
      ]);
    });
  });

  itWithDocker("is not what the state knows, nor another stack's, nor what daytwo runs now", async () => {
    await withThings(async (stack, system) => {
      const known = new Set([
        `${stack}-data`,
        `${stack}-files`,
        (await docker.getContainer(`${stack}-web`).inspect()).Id,
      ]);
      const operation = await container(`${stack}-operation`, "operation", { HostConfig: { NetworkMode: "none" } });
      await operation.start();
      expect((await orphansOf(system, known)).map(words)).toEqual([`network ${stack}-network (network)`]);
      expect(await orphansOf(new System(docker, { project: "shop", stack: "another" }), new Set())).toEqual([]);
      await operation.remove({ force: true });
    });
  });

  itWithDocker(
    "is told apart from another stack of the same name, which has a network that the state does not know",
    async () => {
      await withThings(async (stack, system) => {
        const ours = await docker.createNetwork({ Name: `${stack}-ours`, Labels: labels(stack, "network") });
        const mounted = { Mounts: [{ Type: "volume" as const, Source: `${stack}-files`, Target: "/files" }] };
        await container(`${stack}-new`, "service", { HostConfig: { NetworkMode: `${stack}-ours` } });
        await container(`${stack}-job`, "job", { HostConfig: { NetworkMode: `${stack}-network`, ...mounted } });
        await container(`${stack}-fill`, "fill", { HostConfig: { NetworkMode: "none", ...mounted } });
        const found = await orphansOf(system, new Set([ours.id]));
        const theirs = (wanted: boolean) => found.filter(({ foreign }) => foreign === wanted).map(({ name }) => name);
        expect(theirs(false).sort()).toEqual([`${stack}-data`, `${stack}-new`]);
        expect(theirs(true).sort()).toEqual(
          ["-web", "-job", "-fill", "-network", "-files"].map(name => `${stack}${name}`).sort(),
        );
      });
    },
  );

  itWithDocker("is removed while it runs, and may be gone already", async () => {
    await withThings(async (stack, system) => {
      await docker.getContainer(`${stack}-web`).start();
      const found = await orphansOf(system, new Set());
      for (const orphan of [...found, ...found]) await removeOrphan(system, orphan);
      expect(await orphansOf(system, new Set())).toEqual([]);
    });
  });
});
