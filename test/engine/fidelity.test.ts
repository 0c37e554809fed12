import { join } from "node:path";
import { type Plan, type PlanOptions, plan } from "daytwo/plan";
import { expectedState, filled, kept, offlinePlan } from "./comparison";
import { itWithEngine } from "./engine";
import { enginePlan, engineState } from "./engine-plan";
import { type Wanted, withStack } from "./made";
import { SECRET, SUBJECTS } from "./subjects";
import type { Workspace } from "./workspace";

/** A small program for one part of Pulumi. Where it has a secret, its settings hold it, with the tests' passphrase. */
function program(title: string): Wanted {
  return { title, directory: join(__dirname, "programs", title), stack: "test" };
}

function itWithCase(wanted: Wanted, body: (workspace: Workspace) => Promise<void>): void {
  itWithEngine(wanted.title, engine => withStack(engine, wanted, body));
}

/** The plan without an engine, told what the stand-in answered and what the engine alone can decrypt. */
async function offline({ project, standIn }: Workspace, { stack, secrets }: Wanted, more?: PlanOptions): Promise<Plan> {
  return plan(project, {
    stack,
    secrets: secrets ?? { password: SECRET },
    fixtures: await standIn.answers(),
    ...more,
  });
}

const PREVIEWED = ["assets", "dynamic", "esm", "invokes", "values"].map(program);
const DEPLOYED = ["components", "options", "providers", "secrets", "transforms", "typescript"].map(program);

describe("the offline plan is the engine's plan", () => {
  for (const each of PREVIEWED)
    itWithCase(each, async workspace => {
      const engine = await enginePlan(workspace);
      expect(offlinePlan(await offline(workspace, each))).toEqual(engine);
    });

  const reads = program("reads");
  itWithCase(reads, async workspace => {
    const network = await workspace.beside(program("network").directory);
    await network.createStack("test");
    await network.deploy();
    await workspace.standIn.order({}, { "existing-3": { a: 1, b: "two" } });
    const engine = await enginePlan(workspace);
    const outputs = { subnet: "subnet-1", password: { $secret: "hush" } };
    const fixtures = { stackReferences: { "organization/network/test": outputs } };
    // The engine asks the provider already in a preview, so what is read is unknown to the offline plan alone.
    expect(filled(offlinePlan(await offline(workspace, reads, { fixtures })), engine)).toEqual(engine);
  });
});

describe("the offline plan is the engine's plan, and the state after an update is its unknowns filled in", () => {
  for (const each of [...DEPLOYED, ...SUBJECTS])
    itWithCase(each, async workspace => {
      const engine = await enginePlan(workspace);
      const planned = offlinePlan(await offline(workspace, each));
      expect(planned).toEqual(engine);

      await workspace.deploy();
      const state = await engineState(workspace);
      expect(kept(state)).toEqual(expectedState(planned, state));
    });
});

describe("the offline plan knows former names as the engine does", () => {
  const aliases = program("aliases");
  itWithCase(aliases, async workspace => {
    await workspace.deploy();
    await workspace.succeed("config", "set", "renamed", "true");
    const preview = await workspace.succeed("preview", "--json", "--show-sames");
    const { steps }: { steps: Step[] } = JSON.parse(preview);
    expect(steps.filter(({ op }) => op !== "same")).toEqual([]);
    const renamed = steps.filter(({ newState, oldState }) => oldState && oldState.urn !== newState.urn);
    expect(renamed).toHaveLength(9);
    const { resources } = await offline(workspace, aliases);
    for (const { newState, oldState } of renamed)
      expect(resources.find(({ urn }) => urn === newState.urn)?.aliases).toContain(oldState?.urn);
  });
});

interface Step {
  op: string;
  newState: { urn: string };
  oldState?: { urn: string };
}
