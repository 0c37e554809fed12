import { plan, type TestPlan } from "daytwo/testing";
import { Cache, type CacheArgs } from "../../lib/cache/docker";
import { configurationOf } from "../../lib/cache/docker/server";
import { testFoundation } from "../support/foundation";
import { testRefusals } from "../support/mistakes";

function planned(args: CacheArgs = {}, use: (cache: Cache) => unknown = () => undefined): Promise<TestPlan> {
  return plan(() => use(new Cache("shop-cache", { foundation: testFoundation(), ...args })));
}

const targets = (result: TestPlan) =>
  JSON.parse(JSON.stringify(result.named("shop-cache-server").inputs.mounts)).map(
    ({ target }: { target: string }) => target,
  );

test("the least recently used entries go when the memory is full, and the server has room besides", async () => {
  expect(configurationOf({ memory: "512MiB", persistent: false })).toContain(
    "maxmemory 512mb\nmaxmemory-policy allkeys-lru\n",
  );
  const server = (await planned({ memory: "512MiB" })).named("shop-cache-server");
  expect(server.inputs).toMatchObject({ memory: 768, readOnly: true, wait: true });
});

test("entries are kept over a restart only when asked for, and then protected in production", async () => {
  const fleeting = await planned();
  expect(targets(fleeting)).toEqual(["/etc/valkey"]);
  expect(fleeting.all("docker:index/volume:Volume").map(({ name }) => name)).not.toContain("shop-cache-data");
  const lasting = await planned({ persistent: true });
  expect(targets(lasting)).toEqual(["/etc/valkey", "/data"]);
  expect(lasting.named("shop-cache-data").protect).toBe(true);
  expect(configurationOf({ memory: "512MiB", persistent: true })).toContain("appendonly yes");
});

test("services are given the address as a stored secret, and no definition has a password", async () => {
  const result = await planned({}, ({ host, port, secrets }) => ({ host, port, names: Object.keys(secrets) }));
  expect(result.outputs).toEqual({ host: "shop-cache", port: 6379, names: ["CACHE_URL"] });
  expect(JSON.stringify(result.named("shop-cache-server").inputs)).not.toContain("requirepass");
});

testRefusals(
  mistake => new Cache("shop", mistake),
  [
    [{ memory: "1MiB" }, 'memory: "1MiB" is out of range; write a size from "16MiB" to "512GiB", such as "16MiB"'],
    [{ persistent: "yes" }, 'persistent: must be true or false, not "yes"; write true or false'],
    [{ logs: {} }, "logs: is no LogAggregation of this row; write new docker.LogAggregation(…), or leave it out"],
  ],
);
