import { figure } from "../figures";
import { itOnDocker } from "../host";
import { Load } from "../load";
import { DockerStack } from "../stack";
import { expectConverged, type Stop, sometime, stopped, updated, Versions, wordsOf } from "./updates";

/** As long as a first update takes, a little more or less: later the signal would meet none. */
const FIRST_MILLISECONDS = 45_000;

interface Repair {
  lock: { cancelled: boolean } | null;
  orphans: { kind: string; name: string; holdsData: boolean; removed: boolean }[];
}

async function repaired({ workspace, name }: DockerStack, ...args: string[]): Promise<Repair> {
  const { code, stdout, said } = await workspace.daytwo("repair", "--stack", name, "--yes", "--json", ...args);
  if (code !== 0) throw new Error(said);
  return JSON.parse(stdout);
}

/** How much was mended, over several times. */
class Mended {
  private readonly stops: Stop[] = [];
  private locks = 0;
  private orphans = 0;

  add(stop: Stop, { lock, orphans }: Repair): void {
    this.stops.push(stop);
    this.locks += lock?.cancelled ? 1 : 0;
    this.orphans += orphans.filter(({ removed }) => removed).length;
  }

  toString(): string {
    return `${this.stops.map(wordsOf).join(", ")}; ${this.locks} locks cancelled, ${this.orphans} orphans reaped, converged each time`;
  }
}

describe("a whole stack whose update is killed", () => {
  itOnDocker("the first time, is mended by daytwo repair, and made by the next one", async ground => {
    const mended = new Mended();
    for (let turn = 1; turn <= 3; turn++)
      await DockerStack.with(ground, async stack => {
        const stop = sometime("SIGKILL", FIRST_MILLISECONDS);
        await stack.wants((await Versions.begin()).of(1));
        await stopped(stack, stop);
        const careful = await repaired(stack);
        expect(careful.orphans.filter(({ holdsData, removed }) => holdsData === removed)).toEqual([]);
        mended.add(stop, careful);
        // What may hold data goes only where that is asked for; here nothing has been written yet.
        const thorough = await repaired(stack, "--volumes");
        expect(thorough.orphans.every(({ kind, removed }) => kind === "volume" && removed)).toBe(true);
        await stack.workspace.deploy();
        await expectConverged(stack, 1);
        await stack.workspace.deploy("--expect-no-changes");
      });
    figure(`first ups killed: ${mended}`);
  });

  itOnDocker("time and again, is mended, serves throughout and keeps its data", async ground => {
    await DockerStack.with(ground, async stack => {
      const { versions, rows, longest } = await updated(stack);
      const mended = new Mended();
      const load = Load.on(stack.url(), { perSecond: 50 });
      await rows.whileWriting(async () => {
        for (let turn = 2; turn <= 6; turn++) {
          const stop = sometime("SIGKILL", longest);
          await stack.wants(versions.of(turn));
          await stopped(stack, stop);
          mended.add(stop, await repaired(stack));
          await stack.workspace.deploy();
          await expectConverged(stack, turn);
        }
      });
      const { requests, failures } = await load.stop();
      figure(`updates killed: ${mended}`);
      figure(`meanwhile ${requests} requests, failed: ${JSON.stringify(failures)}; ${rows.acknowledged.length} rows`);
      expect(failures).toEqual({});
      expect(await rows.numbers()).toEqual(rows.acknowledged);
    });
  });
});
