import { join } from "node:path";
import { itWithEngine } from "./engine";
import { Workspace } from "./workspace";

const ROLLOUT = join(__dirname, "programs/rollout");

async function outputs(workspace: Workspace): Promise<Record<string, unknown>> {
  return JSON.parse(await workspace.succeed("stack", "output", "--json"));
}

/** The program deployed once, in a stack of its own. */
async function deployed(workspace: Workspace): Promise<void> {
  await workspace.createStack("test", { password: "x-hush-x" });
  await workspace.deploy();
}

describe("the stand-in provider", () => {
  itWithEngine("echoes inputs, makes up the rest and reports each call", async engine => {
    await Workspace.with(engine, ROLLOUT, async workspace => {
      await deployed(workspace);
      const { running, wanted } = await outputs(workspace);
      expect(running).toMatch(/^arn:aws:ecs:eu-west-1:123456789012:task-definition\/shop:\d+$/);
      expect(running).toBe(wanted);
      expect((await workspace.standIn.calls()).map(({ method, name }) => `${method} ${name}`)).toEqual([
        "create password",
        "create task",
        "create service",
      ]);
    });
  });

  itWithEngine("fails when told to, and heals", async engine => {
    await Workspace.with(engine, ROLLOUT, async workspace => {
      await workspace.createStack("test", { password: "x-hush-x" });
      await workspace.standIn.order({ "aws:ecs/service:Service": "fail" });
      const { code, said } = await workspace.up();
      expect(code).not.toBe(0);
      expect(said).toContain("service: the stand-in was told to fail");
      await workspace.standIn.order({});
      await workspace.deploy();
    });
  });

  itWithEngine("hangs when told to, until the engine is interrupted", async engine => {
    await Workspace.with(engine, ROLLOUT, async workspace => {
      await workspace.createStack("test", { password: "x-hush-x" });
      await workspace.standIn.order({ service: "hang" });
      const up = workspace.up();
      await workspace.standIn.called(({ method, name }) => method === "create" && name === "service");
      workspace.interrupt();
      expect((await up).code).not.toBe(0);
      await workspace.standIn.order({});
      await workspace.deploy();
    });
  });

  itWithEngine("rolls back when told to: the update succeeds, and the old revision goes on running", async engine => {
    await Workspace.with(engine, ROLLOUT, async workspace => {
      await deployed(workspace);
      const before = await outputs(workspace);
      await workspace.standIn.order({ "aws:ecs/service:Service": "roll back" });
      await workspace.deploy("--config", "image=shop:2");
      const after = await outputs(workspace);
      expect(after.running).toBe(before.running);
      expect(after.wanted).not.toBe(before.wanted);

      await workspace.standIn.order({});
      await workspace.deploy("--config", "image=shop:2");
      const healed = await outputs(workspace);
      expect(healed.running).toBe(healed.wanted);
    });
  });
});
