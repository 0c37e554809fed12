import * as pulumi from "@pulumi/pulumi";
import { thresholdsOf } from "../../../lib/alerts/defaults";
import { json } from "../../../lib/common/json";
import { backupCharts, jobCharts } from "../../../lib/dashboard/aws/backups";
import { databaseCharts, slowQueries } from "../../../lib/dashboard/aws/database";
import { healthCharts } from "../../../lib/dashboard/aws/health";
import { errorChart, errorLines } from "../../../lib/dashboard/aws/logs";
import { consoleUrl } from "../../../lib/dashboard/aws/name";
import { cacheCharts } from "../../../lib/dashboard/aws/stores";

/** What a thing is once its outputs are known. */
async function known(value: unknown) {
  return JSON.parse(await new Promise<string>(resolve => void json(value).apply(resolve)));
}

const limits = { cpu: 70, memory: 80, evictions: 1_000, replicaLag: "1 minute", credits: 20 } as const;

test("uptime is what canaries say, and what Route 53 says in its own Region", async () => {
  const probes = { canaries: { web: pulumi.output("shop-web") }, checks: { web: pulumi.output("check-1") } };
  const [canary, edge] = await known(healthCharts({ endpoints: [] }, { probes }));
  expect(canary).toMatchObject({
    worst: "lowest",
    lines: [
      { namespace: "CloudWatchSynthetics", metricName: "SuccessPercent", dimensions: { CanaryName: "shop-web" } },
    ],
  });
  expect(edge).toMatchObject({
    region: "us-east-1",
    lines: [{ namespace: "AWS/Route53", metricName: "HealthCheckStatus", stat: "Minimum" }],
  });
});

test.each([
  ["postgres", "postgresql", "duration: (?<taken>[0-9.]+) ms"],
  ["mysql", "slowquery", "Query_time: (?<taken>[0-9.]+)"],
] as const)("the times of %s's slow queries come from its log %s", async (engine, log, line) => {
  const asked = slowQueries({ engine, watched: { instanceIdentifier: pulumi.output("shop-1") } }, "eu-west-1");
  const { properties } = await known(asked);
  expect(properties).toMatchObject({ region: "eu-west-1", view: "timeSeries" });
  expect(properties.query).toMatch(`SOURCE '/aws/rds/instance/shop-1/${log}' | parse @message /${line}`);
});

test("Aurora's log lies under its cluster", async () => {
  const asked = slowQueries({ engine: "postgres", watched: { clusterIdentifier: "shop" } }, "eu-west-1");
  expect((await known(asked)).properties.query).toMatch("SOURCE '/aws/rds/cluster/shop/postgresql' | ");
});

test("a database of which the most connections are not known has no limit drawn", async () => {
  const [connections] = await known(databaseCharts({ instanceIdentifier: "shop" }, thresholdsOf({})));
  expect(connections).toMatchObject({ title: "Database connections", limit: false });
});

test("error lines are counted by source, and the newest of all sources listed", async () => {
  const errorMetrics = { web: { namespace: "daytwo/shop/production", name: "web-error-lines" } };
  expect((await known(errorChart({ errorMetrics }))).lines).toEqual([
    { namespace: "daytwo/shop/production", metricName: "web-error-lines", dimensions: {}, stat: "Sum", label: "web" },
  ]);
  const groupNames = { web: pulumi.output("/shop/web"), mailer: pulumi.output("/shop/mailer") };
  const { query } = (await known(errorLines({ groupNames }, "eu-west-1"))).properties;
  expect(query).toMatch("SOURCE '/shop/web' | SOURCE '/shop/mailer' | fields @timestamp, @log, @message\n| filter ");
});

test("backups are those of AWS Backup by vault, and the steward's successes", async () => {
  const steward = {
    successes: { verify: { namespace: "daytwo/shop/production", name: "verify-succeeded", statistic: "Sum" } },
  };
  const [vault, jobs] = await known(backupCharts({ vaultName: pulumi.output("shop"), steward }));
  expect(vault.lines).toMatchObject([
    { metricName: "NumberOfBackupJobsCompleted", dimensions: { BackupVaultName: "shop" }, label: "completed" },
    { metricName: "NumberOfBackupJobsFailed", dimensions: { BackupVaultName: "shop" }, label: "failed" },
  ]);
  expect(jobs.lines).toMatchObject([{ metricName: "verify-succeeded", label: "verify" }]);
});

test("without a vault or a schedule nothing is drawn of them", async () => {
  const charts = [...backupCharts({ vaultName: undefined, steward: undefined }), ...jobCharts({ endpoints: [] })];
  expect(charts.flatMap(({ lines }) => lines)).toEqual([]);
});

test.each([
  [true, 80],
  [false, false],
])("a cache's memory has a limit where its entries are to last: %s", async (persistent, limit) => {
  const charts = await known(cacheCharts({ nodes: ["a-001", "a-002"], persistent, burstable: false }, limits));
  expect(charts).toContainEqual(expect.objectContaining({ title: "Cache memory", limit }));
  expect(charts).toContainEqual(expect.objectContaining({ title: "Cache CPU", limit: 70 }));
});

test.each([
  ["aws", "https://console.aws.amazon.com/"],
  ["aws-cn", "https://console.amazonaws.cn/"],
  ["aws-us-gov", "https://console.amazonaws-us-gov.com/"],
])("the console of %s is at %s", (partition, start) => {
  expect(consoleUrl(partition, "x", "shop").startsWith(start)).toBe(true);
});
