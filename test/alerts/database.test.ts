import { plan } from "daytwo/testing";
import { AlertThresholds, type AlertThresholdsArgs } from "../../lib/alerts/aws";
import { Database } from "../../lib/database/aws";
import { ground } from "../database/aws/planned";
import { awsAccount } from "../support/aws";
import { refusal } from "../support/mistakes";

const watch = { endpoints: [] };
const existing = {
  identifier: "shop",
  host: "db.example.com",
  secretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-AbCdEf:url::",
  securityGroupId: "sg-0a",
};

const planned = (args: () => Partial<AlertThresholdsArgs>) =>
  plan(() => void new AlertThresholds("shop", { watch, ...args() }));
const alarm = (condition: string) => `shop-database-${condition}-alarm`;

test("a database among the parts is watched; of one that was there already, what is known", async () => {
  const shop = await planned(() => ({
    parts: [new Database("shop-database", { existing: { ...existing, connections: 200 } })],
  }));
  const names = shop.all("aws:cloudwatch/metricAlarm:MetricAlarm").map(({ name }) => name);
  expect(names).toContain(alarm("cpu"));
  expect(names).not.toContain(alarm("storage"));
  expect(shop.named(alarm("connections")).inputs).toMatchObject({
    threshold: 160,
    dimensions: { DBInstanceIdentifier: "shop" },
  });
});

test("an Aurora cluster is watched for what can run out of it, in its own units", async () => {
  const database = { clusterIdentifier: "shop", maximumConnections: 2_000 };
  const shop = await planned(() => ({ watch: { ...watch, database } }));
  const names = shop.all("aws:cloudwatch/metricAlarm:MetricAlarm").map(({ name }) => name);
  expect(names.sort()).toEqual(["capacity", "connections", "cpu", "replica-lag", "storage"].map(alarm).sort());
  expect(shop.named(alarm("replica-lag")).inputs).toMatchObject({
    metricName: "AuroraReplicaLag",
    threshold: 300_000,
    dimensions: { DBClusterIdentifier: "shop" },
  });
  expect(shop.named(alarm("capacity")).inputs).toMatchObject({ metricName: "ACUUtilization", threshold: 80 });
  expect(shop.named(alarm("storage")).inputs).toMatchObject({
    metricName: "FreeLocalStorage",
    threshold: 2_147_483_648,
  });
});

test("of a cluster the server that is nearest to a limit is judged, not the average with one that stands by", async () => {
  const database = { clusterIdentifier: "shop", maximumConnections: 2_000 };
  const shop = await planned(() => ({ watch: { ...watch, database } }));
  const everyMinute = { statistic: "Maximum", period: 60, evaluationPeriods: 15, datapointsToAlarm: 15 };
  for (const condition of ["cpu", "connections", "capacity"])
    expect(shop.named(alarm(condition)).inputs).toMatchObject(everyMinute);
});

test("Serverless v2, whose local storage is not counted, is not watched for it", async () => {
  const { outputs } = await plan(
    () => ({
      watched: new Database("shop-database", { foundation: ground(), serverless: { min: 1, max: 4 } }).watched,
    }),
    { fixtures: { invokes: awsAccount } },
  );
  expect(outputs.watched).toMatchObject({ serverless: true });
  const shop = await planned(() => ({
    watch: { ...watch, database: { clusterIdentifier: "shop", serverless: true } },
  }));
  expect(shop.resources.map(({ name }) => name)).not.toContain(alarm("storage"));
});

test("few CPU credits say nothing on the first day, when all are still to be earned", async () => {
  const shop = await planned(() => ({ watch: { ...watch, database: { instanceIdentifier: "shop" } } }));
  expect(shop.named(alarm("credits")).inputs.warmUpConfiguration).toEqual({
    warmUpPeriodDurationInMinutes: 1_440,
    onlyStartEvaluatingAfterWarmUpPeriodEnds: true,
  });
});

test("a password that is not renewed is told of", async () => {
  const database = { instanceIdentifier: "shop", rotation: "shop-rotation" };
  const shop = await planned(() => ({ watch: { ...watch, database } }));
  expect(shop.named(alarm("rotation")).inputs).toMatchObject({
    namespace: "AWS/Lambda",
    metricName: "Errors",
    dimensions: { FunctionName: "shop-rotation" },
    threshold: 0,
  });
});

describe("what is wrong is said:", () => {
  it("an instance and a cluster at once", async () => {
    const database = { instanceIdentifier: "shop", clusterIdentifier: "shop" };
    expect(await refusal(() => new AlertThresholds("shop", { watch: { ...watch, database } }))).toBe(
      "shop: watch.database: is an instance or a cluster; write one of instanceIdentifier, clusterIdentifier",
    );
  });

  it("more databases than one", async () => {
    const two = planned(() => ({
      watch: { ...watch, database: { instanceIdentifier: "shop" } },
      parts: ["a", "b"].map(name => new Database(name, { existing })),
    }));
    await expect(two).rejects.toThrow(
      "shop: 2 mistakes\n  watch.database: stands beside a database in parts; leave out one of the two\n  parts: have more than one database; give each other one alert thresholds of its own",
    );
  });
});
