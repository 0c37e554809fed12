import * as aws from "daytwo/aws";
import { plan } from "daytwo/testing";
import { dashboardName } from "../../lib/dashboard/aws/name";
import { watch } from "../alerts/watched";
import { awsAccount, expectWired } from "../support/aws";
import { refusal } from "../support/mistakes";

interface Known {
  type: string;
  properties: {
    title?: string;
    markdown?: string;
    region?: string;
    query?: string;
    metrics?: unknown[][];
    annotations?: { horizontal: { value: number }[] };
  };
}

const settings = { fixtures: { invokes: awsAccount }, config: { "aws:region": "eu-west-1" } };

function planned(args: Partial<aws.DashboardArgs> = {}) {
  return plan(() => ({ url: new aws.Dashboard("shop-dashboard", { watch, ...args }).url }), settings);
}

/** The widgets of a page of which everything is known before it is made. */
async function widgets(args: Partial<aws.DashboardArgs> = {}): Promise<Known[]> {
  const result = await planned(args);
  return JSON.parse(String(result.one("aws:cloudwatch/dashboard:Dashboard").inputs.dashboardBody)).widgets;
}

async function titled(title: string, args: Partial<aws.DashboardArgs> = {}): Promise<Known["properties"]> {
  const found = (await widgets(args)).find(({ properties }) => properties.title === title);
  if (!found) throw new Error(`no widget ${title}`);
  return found.properties;
}

describe("refuses", () => {
  test.each<[mistake: object, message: string]>([
    [{ watch: undefined }, "watch: is missing; it is required"],
    [{ alerts: {} }, "alerts: has no figures to draw; write new aws.AlertThresholds(…), or leave it out"],
    [{ logLines: "no" }, 'logLines: must be true or false, not "no"; write true or false'],
    [{ charges: 1 }, "charges: must be true or false, not 1; write true or false"],
    [{ part: [] }, "part: is no property; did you mean parts?"],
    [{ transform: { dashboard: 1 } }, "transform.dashboard: must be a function, not 1; write args => ({ ...args })"],
  ])("%j", async (mistake, message) => {
    const args = { watch: { endpoints: [] }, ...mistake };
    const said = await refusal(() => Reflect.construct(aws.Dashboard, ["shop", args]));
    expect(said).toBe(`shop: ${message}`);
  });
});

describe("the page", () => {
  test("has a chart of every figure of the guide, each in its Region", async () => {
    const all = await widgets();
    expect(all.flatMap(({ properties }) => properties.title ?? [])).toEqual([
      "Requests",
      "Share answered 5xx",
      "Share answered 4xx",
      "Response time",
      "Healthy tasks at the load balancer",
      "Days left of certificates",
      "CPU",
      "Memory",
      "Running tasks",
      "Disk of the tasks",
      "Network, received",
      "Network, sent",
      "Deployments under way",
      "Tasks wanted",
      "Tasks that start",
      "Database connections",
      "Database CPU",
      "Database load",
      "Time of the database's disk",
      "Free storage of the database",
      "Network of the database",
      "Month so far, of the whole account",
    ]);
    const regions = all.map(({ properties }) => [properties.title, properties.region]).filter(([title]) => title);
    for (const [title, region] of regions)
      expect([title, region]).toEqual([title, title?.startsWith("Month") ? "us-east-1" : "eu-west-1"]);
  });

  test("counts shares as alarms do, a quiet balancer's errors as none", async () => {
    const { metrics, annotations } = await titled("Share answered 5xx");
    expect(metrics).toEqual([
      [{ expression: "100 * (FILL(m2, 0) + FILL(m3, 0)) / (FILL(m1, 0) + FILL(m3, 0))", label: "answered 5xx" }],
      expect.arrayContaining(["RequestCount", expect.objectContaining({ id: "m1", visible: false })]),
      expect.arrayContaining(["HTTPCode_Target_5XX_Count", expect.objectContaining({ id: "m2" })]),
      expect.arrayContaining(["HTTPCode_ELB_5XX_Count", expect.objectContaining({ id: "m3" })]),
    ]);
    expect(annotations?.horizontal).toEqual([{ label: "somebody is told", value: 1 }]);
  });

  test("draws the middle, the slowest twentieth and the slowest hundredth", async () => {
    const { metrics } = await titled("Response time");
    expect(metrics?.map(entry => entry.at(-1))).toEqual(["p50", "p95", "p99"].map(stat => ({ label: stat, stat })));
  });

  test("draws the limits at which people are told, that of connections by the database's most", async () => {
    expect((await titled("Database connections")).annotations?.horizontal).toMatchObject([{ value: 89 }]);
    expect((await titled("CPU")).annotations?.horizontal).toMatchObject([{ value: 80 }]);
  });

  test("counts by service on a balancer that others use too, and by cluster on Aurora", async () => {
    const shared = { arnSuffix: "app/acme/1", shared: true };
    const all = await widgets({ watch: { ...watch, loadBalancer: shared, database: { clusterIdentifier: "shop" } } });
    const titles = all.map(({ properties }) => properties.title);
    expect(titles).toEqual(expect.arrayContaining(["Answered 5xx", "Response time, p99", "Database capacity"]));
    expect(titles).not.toContain("Share answered 5xx");
    expect(titles).not.toContain("Free storage of the database");
  });

  test("asks nothing of Container Insights where the cluster has none", async () => {
    const bare = {
      clusterName: "acme",
      serviceName: "web",
      containerInsights: false,
      minimumTasks: 1,
      targetGroups: [],
    };
    const all = await widgets({ watch: { endpoints: [], services: { web: bare } } });
    expect(all.flatMap(({ properties }) => properties.title ?? [])).toEqual([
      "CPU",
      "Memory",
      "Month so far, of the whole account",
    ]);
  });

  test("leaves out the account's charges when told so", async () => {
    const all = await widgets({ watch: { endpoints: [] }, charges: false });
    expect(all).toHaveLength(1);
  });
});

test("shows of other parts what they are: alarms, probes, logs, backups, and data", async () => {
  const result = await plan(() => {
    const foundation = new aws.Foundation("shop-foundation");
    const logs = new aws.LogAggregation("shop-logs", { sources: ["web"], pages: false });
    const health = new aws.HealthCheckAlarms("shop-health", { watch, pages: false });
    const database = new aws.Database("shop-database", { foundation });
    const cache = new aws.Cache("shop-cache", { foundation });
    const storage = new aws.FileStore("shop-storage");
    const backups = new aws.BackupSchedule("shop-backups", { resources: [database.arn] });
    const { database: _, ...watched } = watch;
    const alerts = new aws.AlertThresholds("shop-alerts", { watch: watched, health, logs, parts: [database, cache] });
    const parts = [health, logs, backups, database, cache, storage];
    new aws.Dashboard("shop-dashboard", { watch: watched, alerts, parts });
  }, settings);
  const page = result.named("shop-dashboard-dashboard");
  for (const name of [
    "shop-alerts-outage",
    "shop-alerts-web-cpu-alarm",
    "shop-health-web-unreachable-alarm",
    "shop-health-web-health-check",
    "shop-health-canaries-web-canary",
    "shop-logs-web-error-alarm",
    "shop-logs-web-group",
    "shop-backups-vault",
    "shop-cache-group",
    "shop-storage-bucket",
    "shop-database-instance",
  ])
    expectWired(page, "dashboardBody", result.named(name));
});

test("draws each metric of the business by itself", async () => {
  const result = await plan(() => {
    const metrics = [{ label: "Orders", namespace: "shop", metricName: "orders", dimensions: { shop: "main" } }];
    const quiet = { endpoints: [] };
    const alerts = new aws.AlertThresholds("shop-alerts", { watch: quiet, daily: { metrics } });
    new aws.Dashboard("shop-dashboard", { watch: quiet, alerts, charges: false });
  }, settings);
  const { widgets: all } = JSON.parse(String(result.named("shop-dashboard-dashboard").inputs.dashboardBody));
  const [orders] = all.filter(({ type }: Known) => type === "metric");
  expect(orders.properties).toMatchObject({
    title: "Orders",
    metrics: [["shop", "orders", "shop", "main", { label: "Orders", stat: "Sum" }]],
  });
});

test("opens in the console, under a name of its own", async () => {
  const result = await planned();
  const { dashboardName: name } = result.one("aws:cloudwatch/dashboard:Dashboard").inputs;
  expect(name).toBe("project-stack-shop-dashboard");
  expect(result.outputs.url).toBe(
    `https://console.aws.amazon.com/cloudwatch/home?region=eu-west-1#dashboards/dashboard/${name}`,
  );
});

test("two stacks' dashboards never have one name, and CloudWatch takes each", async () => {
  const named = async (project: string, stack: string) => {
    const names: string[] = [];
    await plan(() => void names.push(dashboardName("shop")), { project, stack });
    return names[0] ?? "";
  };
  const pairs = [
    ["acme", "production"],
    ["acme", "staging"],
    ["acme.eu", "production"],
    ["acme-eu", "production"],
  ] as const;
  const names = await Promise.all(pairs.map(([project, stack]) => named(project, stack)));
  expect(new Set(names).size).toBe(pairs.length);
  for (const name of names) expect(name).toMatch(/^[\w-]{1,255}$/);
});
