import { setTimeout } from "node:timers/promises";
import { imageOf } from "../../support/docker/parts";
import { figure } from "./figures";
import { itOnDocker } from "./host";
import { Load, type Met } from "./load";
import { bare, NOTHING_ELSE, service } from "./specs";
import { DockerStack } from "./stack";

/** How many deployments in a row; every one of them counts against the product. */
const DEPLOYMENTS = 50;

async function version(stack: DockerStack): Promise<string> {
  const answer = await fetch(stack.url());
  return (await answer.text()).trim();
}

/** What a load meets while something goes on. */
async function underLoad(stack: DockerStack, perSecond: number, whatGoesOn: () => Promise<void>): Promise<Met> {
  const load = Load.on(stack.url(), { clients: 8, perSecond });
  await whatGoesOn().finally(() => load.stop());
  return load.met;
}

/** A version that fails quickly when it does not become healthy. */
function hasty(number: string, environment: Record<string, string> = {}) {
  const web = service(number, environment, { health: { path: "/healthz", grace: "6 seconds" } });
  return { ...NOTHING_ELSE, services: { web } };
}

describe("a new version on a Docker host", () => {
  itOnDocker("takes over without a failed request, time and again", async ground => {
    await DockerStack.with(ground, async stack => {
      await stack.wants(bare("0"));
      await stack.workspace.deploy();
      const met = await underLoad(stack, 200, async () => {
        for (let number = 1; number <= DEPLOYMENTS; number++) {
          await stack.wants(bare(String(number)));
          await stack.workspace.deploy();
          expect(await version(stack)).toBe(`version ${number}`);
        }
      });
      const { requests, failures, versions, slowest } = met;
      expect(failures).toEqual({});
      expect(Object.keys(versions)).toHaveLength(DEPLOYMENTS + 1);
      figure(
        `${DEPLOYMENTS} deployments in a row under load: ${requests} requests, 0 failed, the slowest took ${slowest} ms`,
      );
      expect((await stack.containers("service")).map(({ State }) => State)).toEqual(["running"]);
    });
  });

  itOnDocker("that is no good fails the update, and the one before goes on; the next good one heals", async ground => {
    await DockerStack.with(ground, async stack => {
      const { workspace } = stack;
      await stack.wants(hasty("1"));
      await workspace.deploy();
      const { requests, failures, versions } = await underLoad(stack, 100, async () => {
        await stack.wants(hasty("2", { MODE: "unhealthy" }));
        for (const attempt of ["at first", "again"]) {
          const { code, said } = await workspace.up();
          expect([attempt, code]).toEqual([attempt, 1]);
          expect(said).toMatch(
            /error: web: .* did not become healthy within \d+ seconds: it answered 503 to GET \/healthz/,
          );
          expect(await version(stack)).toBe("version 1");
        }

        await stack.wants(hasty("3", { MODE: "crash" }));
        const crashed = await workspace.up();
        expect(crashed.code).toBe(1);
        expect(crashed.said).toMatch(/; it ended .*; it said last:[\s\S]*Error: no configuration found/);
        expect(await version(stack)).toBe("version 1");

        await stack.wants({ ...NOTHING_ELSE, services: { web: service("4", {}, { image: imageOf("no-such") }) } });
        const missing = await workspace.up();
        expect(missing.code).toBe(1);
        expect(missing.said).toMatch(/unable to pull image daytwo-test\/no-such/);
        expect(await version(stack)).toBe("version 1");

        await stack.wants(hasty("5"));
        await workspace.deploy();
      });
      expect(failures).toEqual({});
      expect(Object.keys(versions)).toEqual(["1", "5"]);
      figure(`unhealthy twice, crashing, without an image, then good: ${requests} requests, 0 failed`);
      expect((await stack.containers("service")).map(({ State }) => State)).toEqual(["running"]);
      await workspace.deploy("--expect-no-changes");
    });
  });

  itOnDocker("that was slow once is healed by the same program", async ground => {
    await DockerStack.with(ground, async stack => {
      const { workspace } = stack;
      await stack.wants(hasty("1"));
      await workspace.deploy();
      await stack.wants(hasty("2", { MODE: "slow", SLOW_MS: "15000" }));
      expect((await workspace.up()).code).toBe(1);
      expect(await version(stack)).toBe("version 1");
      await setTimeout(15_000);
      await workspace.deploy();
      expect(await version(stack)).toBe("version 2");
    });
  });

  itOnDocker("is found after the proxy was restarted", async ground => {
    await DockerStack.with(ground, async stack => {
      await stack.wants(bare("1"));
      await stack.workspace.deploy();
      await stack.wants(bare("2"));
      await stack.workspace.deploy();
      for (const { Id } of await stack.containers("proxy")) await stack.docker.getContainer(Id).restart({ t: 1 });
      await setTimeout(1_000);
      expect(await version(stack)).toBe("version 2");
      await stack.workspace.deploy("--expect-no-changes");
    });
  });
});

describe("a worker", () => {
  itOnDocker("that crashes fails the update, and the one before goes on", async ground => {
    await DockerStack.with(ground, async stack => {
      const worker = (number: string, more: Record<string, string> = {}) => ({
        image: imageOf("app"),
        scale: { min: 1, max: 1 },
        environment: { VERSION: number, PORT: "0", ...more },
      });
      await stack.wants({ ...NOTHING_ELSE, workers: { mailer: worker("1") } });
      await stack.workspace.deploy();
      const { Id } = await stack.running("worker", "mailer");

      await stack.wants({ ...NOTHING_ELSE, workers: { mailer: worker("2", { PORT: "8080", MODE: "crash" }) } });
      const { code, said } = await stack.workspace.up();
      expect(code).toBe(1);
      expect(said).toMatch(/error: mailer: does not keep running; it ended /);
      expect((await stack.docker.getContainer(Id).inspect()).State).toMatchObject({ Running: true });
    });
  });
});
