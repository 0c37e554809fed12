import { plan } from "daytwo/testing";
import { AlertThresholds, type AlertThresholdsArgs } from "../../lib/alerts/aws";
import { Cache, type CacheArgs } from "../../lib/cache/aws";
import { ground } from "../database/aws/planned";
import { expectWired } from "../support/aws";
import { refusal } from "../support/mistakes";

const watch = { endpoints: [] };

const planned = (cache: CacheArgs = {}, args: Partial<AlertThresholdsArgs> = {}) =>
  plan(() => {
    const parts = [new Cache("shop-cache", { foundation: ground(), ...cache })];
    new AlertThresholds("shop", { watch, parts, ...args });
  });

async function conditions(cache: CacheArgs = {}, args: Partial<AlertThresholdsArgs> = {}): Promise<string[]> {
  const shop = await planned(cache, args);
  const alarms = shop.all("aws:cloudwatch/metricAlarm:MetricAlarm");
  return alarms.map(({ name }) => name.replace(/^shop-cache-|-alarm$/g, "")).sort();
}

test("of a cache is watched what can run out of it", async () => {
  expect(await conditions()).toEqual(["cpu", "credits", "evictions", "replica-lag"]);
  expect(await conditions({ environment: "staging" })).toEqual(["cpu", "credits", "evictions"]);
  expect(await conditions({ nodeType: "cache.m7g.large", persistent: true })).toEqual([
    "cpu",
    "evictions",
    "memory",
    "replica-lag",
  ]);
});

test("on the worse of its nodes, for 15 minutes", async () => {
  const shop = await planned();
  const alarm = shop.named("shop-cache-cpu-alarm");
  expect(alarm.inputs).toMatchObject({ threshold: 80, evaluationPeriods: 15, datapointsToAlarm: 15 });
  expect(JSON.stringify(alarm.inputs.metricQueries)).toContain("MAX([n1, n2])");
  expectWired(alarm, "metricQueries", shop.one("aws:elasticache/replicationGroup:ReplicationGroup"));
});

test("few CPU credits say nothing on the first day, when all are still to be earned", async () => {
  const shop = await planned();
  const waits = { warmUpPeriodDurationInMinutes: 1_440, onlyStartEvaluatingAfterWarmUpPeriodEnds: true };
  expect(shop.named("shop-cache-credits-alarm").inputs.warmUpConfiguration).toEqual(waits);
  expect(shop.named("shop-cache-cpu-alarm").inputs).not.toHaveProperty("warmUpConfiguration");
});

test("what should last is told as soon as any of it goes; the figures are the user's", async () => {
  expect((await planned({ persistent: true })).named("shop-cache-evictions-alarm").inputs.threshold).toBe(0);
  const shop = await planned({}, { cache: { evictions: 50, cpu: false, replicaLag: "30 seconds", credits: false } });
  expect(shop.named("shop-cache-evictions-alarm").inputs.threshold).toBe(50);
  expect(shop.named("shop-cache-replica-lag-alarm").inputs.threshold).toBe(30);
  expect(shop.all("aws:cloudwatch/metricAlarm:MetricAlarm")).toHaveLength(2);
});

test("two caches would share the names of their alarms", async () => {
  const two = plan(() => {
    const foundation = ground();
    const parts = [new Cache("a", { foundation }), new Cache("b", { foundation })];
    new AlertThresholds("shop", { watch, parts });
  });
  await expect(two).rejects.toThrow("parts: have more than one cache; give each other one alert thresholds of its own");
});

test("a limit that is none is refused", async () => {
  const message = await refusal(() => new AlertThresholds("shop", { watch, cache: { cpu: 101 } }));
  expect(message).toContain("cache.cpu: 101 is out of range");
});
