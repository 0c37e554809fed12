import { plan } from "daytwo/plan";
import { expectedState, kept, offlinePlan } from "../comparison";
import { itWithEngine } from "../engine";
import { enginePlan, engineState } from "../engine-plan";
import { Row, whole } from "./row";

const staging = whole("staging");

describe("the offline plan of the whole AWS row is the engine's, and the state is its unknowns filled in", () => {
  for (const [title, args] of Object.entries({
    "in production": whole("production"),
    "in staging, with Aurora and a canary": {
      ...staging,
      database: { engine: "mysql", serverless: { min: 0.5, max: 2 } },
      cache: {},
      services: { web: { image: "nginx:1.27", domain: "shop.example.com", rollout: { strategy: "canary" } } },
    },
  }))
    itWithEngine(title, engine =>
      Row.with(engine, async row => {
        const { project, standIn } = row.workspace;
        await row.wants({ args });
        const wanted = await enginePlan(row.workspace);
        const planned = offlinePlan(await plan(project, { stack: "test", fixtures: await standIn.answers() }));
        expect(planned).toEqual(wanted);

        await row.workspace.deploy();
        const state = await engineState(row.workspace);
        expect(kept(state)).toEqual(expectedState(planned, state));
        await row.workspace.succeed("preview", "--expect-no-changes");
      }),
    );
});
