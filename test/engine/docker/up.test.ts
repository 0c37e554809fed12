import { figure, secondsSince } from "./figures";
import { itOnDocker } from "./host";
import { bare, whole } from "./specs";
import { DockerStack } from "./stack";

describe("a stack on a Docker host", () => {
  itOnDocker(
    "serves after the first up, is left alone by the second, and leaves nothing when destroyed",
    async ground => {
      await DockerStack.with(ground, async stack => {
        const { workspace } = stack;
        await stack.wants(bare("1"));
        let began = Date.now();
        await workspace.deploy();
        expect(await (await fetch(stack.url())).text()).toBe("version 1\n");
        figure(`up from nothing to a served address: ${secondsSince(began)}`);

        began = Date.now();
        await workspace.deploy("--expect-no-changes");
        figure(`a second up, without changes: ${secondsSince(began)}`);

        began = Date.now();
        await workspace.succeed("destroy", "--yes", "--skip-preview");
        expect(await stack.things()).toEqual([]);
        figure(`destroy: ${secondsSince(began)}; left on the host: nothing`);
      });
    },
  );

  itOnDocker(
    "with all that the row has: a second up changes nothing, and what is protected outlives its end",
    async ground => {
      await DockerStack.with(ground, async stack => {
        const { workspace } = stack;
        await stack.wants({ ...(await whole("1")), environment: { name: stack.name, preset: "production" } });
        let began = Date.now();
        await workspace.deploy();
        expect(await (await fetch(stack.url())).text()).toBe("version 1\n");
        const things = await stack.things();
        figure(
          `the whole stack, up from nothing: ${secondsSince(began)}; ${things.length} containers, networks and volumes`,
        );

        began = Date.now();
        await workspace.deploy("--expect-no-changes");
        figure(`the whole stack, a second up without changes: ${secondsSince(began)}`);

        const { code, said } = await workspace.pulumi("destroy", "--yes");
        expect([code === 0, said]).toEqual([
          false,
          expect.stringMatching(/cannot be deleted\s+because it is protected/),
        ]);
        expect((await stack.things()).map(({ id }) => id)).toEqual(things.map(({ id }) => id));

        began = Date.now();
        await workspace.succeed("destroy", "--yes", "--skip-preview", "--exclude-protected");
        const left = (await stack.things()).map(({ words }) => words);
        expect(left.filter(words => !words.startsWith("volume "))).toEqual([]);
        expect(left).toEqual(expect.arrayContaining([expect.stringContaining("database-data")]));
        figure(`the whole stack, destroy: ${secondsSince(began)}; left, because it is protected: ${left.join(", ")}`);

        await workspace.succeed("state", "unprotect", "--all", "--yes");
        await workspace.succeed("destroy", "--yes", "--skip-preview");
        expect(await stack.things()).toEqual([]);
      });
    },
  );
});
