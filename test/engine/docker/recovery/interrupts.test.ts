import { figure } from "../figures";
import { itOnDocker } from "../host";
import { Load } from "../load";
import { DockerStack } from "../stack";
import { expectConverged, type Stop, sometime, stopped, updated, Versions, wordsOf } from "./updates";

/** As long as a first update takes, a little more or less: later the signal would meet none. */
const FIRST_MILLISECONDS = 45_000;

function signalOf(turn: number): NodeJS.Signals {
  return turn % 2 === 0 ? "SIGTERM" : "SIGINT";
}

describe("a whole stack whose update is interrupted", () => {
  itOnDocker("the first time, is made by the next one", async ground => {
    const stops: Stop[] = [];
    for (let turn = 1; turn <= 3; turn++)
      await DockerStack.with(ground, async stack => {
        const stop = sometime(signalOf(turn), FIRST_MILLISECONDS);
        stops.push(stop);
        await stack.wants((await Versions.begin()).of(1));
        await stopped(stack, stop);
        await stack.workspace.deploy();
        await expectConverged(stack, 1);
        await stack.workspace.deploy("--expect-no-changes");
      });
    figure(`first ups interrupted: ${stops.map(wordsOf).join(", ")}; each converged at the next up`);
  });

  itOnDocker(
    "time and again, is brought up to date by the next one, serves throughout and keeps its data",
    async ground => {
      await DockerStack.with(ground, async stack => {
        const { versions, rows, longest } = await updated(stack);
        const stops: Stop[] = [];
        const load = Load.on(stack.url(), { perSecond: 50 });
        await rows.whileWriting(async () => {
          for (let turn = 2; turn <= 8; turn++) {
            const stop = sometime(signalOf(turn), longest);
            stops.push(stop);
            await stack.wants(versions.of(turn));
            await stopped(stack, stop);
            await stack.workspace.deploy();
            await expectConverged(stack, turn);
          }
        });
        const { requests, failures } = await load.stop();
        figure(`updates interrupted: ${stops.map(wordsOf).join(", ")}; each converged at the next up`);
        figure(`meanwhile ${requests} requests, failed: ${JSON.stringify(failures)}; ${rows.acknowledged.length} rows`);
        expect(failures).toEqual({});
        expect(await rows.numbers()).toEqual(rows.acknowledged);
      });
    },
  );
});
