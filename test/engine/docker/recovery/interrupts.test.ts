import { setTimeout } from "node:timers/promises";
import { figure, secondsSince } from "../figures";
import { itOnDocker } from "../host";
import { Load } from "../load";
import { bare } from "../specs";
import { DockerStack } from "../stack";
import { unknownToState } from "../state";

/** As long as an update of one service takes, a little more or less: later the signal would meet none. */
const LONGEST_MILLISECONDS = 9_000;

/** Begins an update and stops it at a moment. Gives what the update said. */
async function stopped({ workspace }: DockerStack, signal: NodeJS.Signals, after: number) {
  const running = workspace.up();
  await setTimeout(after);
  workspace.interrupt(signal);
  return running;
}

async function expectServed(stack: DockerStack, version: string): Promise<void> {
  expect(await (await fetch(stack.url())).text()).toBe(`version ${version}\n`);
  expect(await unknownToState(stack)).toEqual([]);
}

describe("an update that does not come to its end", () => {
  itOnDocker("interrupted at ten moments, converges when it is run again, and is served throughout", async ground => {
    await DockerStack.with(ground, async stack => {
      const moments: string[] = [];
      let load: Load | undefined;
      for (let version = 1; version <= 10; version++) {
        const signal = version % 2 === 0 ? "SIGTERM" : "SIGINT";
        const after = Math.round(Math.random() * LONGEST_MILLISECONDS);
        moments.push(`${signal} after ${after} ms`);
        await stack.wants(bare(String(version)));
        await stopped(stack, signal, after);
        await stack.workspace.deploy();
        await expectServed(stack, String(version));
        load ??= Load.on(stack.url(), { perSecond: 50 });
      }
      const met = await load?.stop();
      figure(`interrupted: ${moments.join(", ")}; each converged at the next up`);
      figure(`meanwhile ${met?.requests} requests, failed: ${JSON.stringify(met?.failures)}`);
      expect(met?.failures).toEqual({});
    });
  });

  itOnDocker("killed, is mended by daytwo repair, and converges without an orphan", async ground => {
    await DockerStack.with(ground, async stack => {
      let [locks, orphans] = [0, 0];
      const began = Date.now();
      for (let version = 1; version <= 6; version++) {
        await stack.wants(bare(String(version)));
        await stopped(stack, "SIGKILL", 1_500 + Math.random() * (LONGEST_MILLISECONDS - 1_500));
        const { code, stdout, said } = await stack.workspace.daytwo("repair", "--stack", stack.name, "--yes", "--json");
        if (code !== 0) throw new Error(said);
        const repaired = JSON.parse(stdout);
        locks += repaired.lock?.cancelled ? 1 : 0;
        orphans += repaired.orphans.length;
        await stack.workspace.deploy();
        await expectServed(stack, String(version));
      }
      figure(
        `killed 6 times: ${locks} locks cancelled, ${orphans} orphans reaped, converged each time, ${secondsSince(began)}`,
      );
    });
  });
});
