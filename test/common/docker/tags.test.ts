import { type PlannedResource, plan } from "daytwo/testing";
import { Cache } from "../../../lib/cache/docker";
import { Database } from "../../../lib/database/docker";
import { Foundation } from "../../../lib/foundation/docker";

const HOLDERS = ["shop-database-server", "shop-cache-server"];

/** Data holders, with another tag. */
async function tagged(team: string): Promise<PlannedResource[]> {
  const { resources } = await plan(() => {
    const common = { tags: { team } };
    const foundation = new Foundation("shop", common);
    new Database("shop-database", { ...common, foundation });
    new Cache("shop-cache", { ...common, foundation, persistent: true });
  });
  return resources.filter(({ name, type }) => HOLDERS.includes(name) || type === "docker:index/volume:Volume");
}

/** What a change of would be seen in an update. */
function seen({ inputs, ignoreChanges = [] }: PlannedResource): [string, unknown][] {
  return Object.entries(inputs).filter(([input]) => !ignoreChanges.includes(input));
}

test("another tag restarts nothing that holds data, and makes no volume anew that it reads", async () => {
  const [before, after] = [await tagged("shop"), await tagged("checkout")];
  expect(before.map(({ name }) => name)).toEqual(expect.arrayContaining(HOLDERS));
  expect(after.map(seen)).toEqual(before.map(seen));
});
