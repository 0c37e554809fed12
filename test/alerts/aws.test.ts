import { type PlannedResource, plan, type TestPlan } from "daytwo/testing";
import { AlertThresholds, type AlertThresholdsArgs } from "../../lib/alerts/aws";
import { HealthCheckAlarms } from "../../lib/health/aws";
import { LogAggregation } from "../../lib/logs/aws";
import { Notifications } from "../../lib/notifications/aws";
import { expectWired } from "../support/aws";
import { watch } from "./watched";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const notify = { critical: ["oncall@example.com"], warning: ["team@example.com"], daily: ["owners@example.com"] };

function planned(args: Partial<AlertThresholdsArgs> = {}, use: (made: AlertThresholds) => unknown = () => undefined) {
  return plan(() => use(new AlertThresholds("shop", { watch, ...args })));
}

/** With nothing set, and with somebody to tell: made once, since most tests look at one of the two. */
let usual: TestPlan;
let told: TestPlan;

beforeAll(async () => {
  usual = await planned();
  told = await planned({ notify });
});

const alarmNames = (result: TestPlan) => result.all(ALARM).map(({ name }) => name.replace(/^shop-(.*)-alarm$/, "$1"));

test("watches the load balancer, each service and worker, and the database", async () => {
  expect(alarmNames(usual)).toEqual([
    "database-connections",
    "database-cpu",
    "database-credits",
    "database-queue-depth",
    "database-replica-lag",
    "database-storage",
    "database-swap",
    "load-balancer-client-errors",
    "load-balancer-errors",
    "load-balancer-slow",
    "web-cpu",
    "web-memory",
    "worker-cpu",
    "worker-memory",
  ]);
});

test("leaves out what is not there, and what is set to false", async () => {
  expect(alarmNames(await planned({ watch: { endpoints: [] } }))).toEqual([]);
  const off = {
    freeStorage: false,
    connections: false,
    queueDepth: false,
    swap: false,
    credits: false,
    replicaLag: false,
  } as const;
  const none = { errorRate: false, responseTime: false, clientErrorRate: false, cpu: false, memory: false } as const;
  expect(alarmNames(await planned({ ...none, database: off }))).toEqual([]);
});

test("takes a hundredth of the answers over a second for 5 minutes for a degradation, unless there are few", async () => {
  expect(usual.named("shop-load-balancer-slow-alarm").inputs).toMatchObject({
    namespace: "AWS/ApplicationELB",
    metricName: "TargetResponseTime",
    dimensions: { LoadBalancer: "app/shop/1" },
    extendedStatistic: "p99",
    evaluateLowSampleCountPercentiles: "ignore",
    threshold: 1,
    period: 60,
    evaluationPeriods: 5,
    datapointsToAlarm: 5,
    treatMissingData: "notBreaching",
  });
});

test("takes 80 % of CPU or memory for 15 minutes for a warning", async () => {
  const result = await planned({ memory: 90 });
  const limit = {
    dimensions: { ClusterName: "shop", ServiceName: "web" },
    period: 300,
    evaluationPeriods: 3,
    statistic: "Average",
  };
  expect(result.named("shop-web-cpu-alarm").inputs).toMatchObject({
    ...limit,
    metricName: "CPUUtilization",
    threshold: 80,
  });
  expect(result.named("shop-web-memory-alarm").inputs).toMatchObject({
    ...limit,
    metricName: "MemoryUtilization",
    threshold: 90,
  });
});

test.each<[condition: string, metricName: string, threshold: number, comparison: string, statistic: string]>([
  ["cpu", "CPUUtilization", 80, "GreaterThanThreshold", "Average"],
  ["storage", "FreeStorageSpace", 10 * 1_073_741_824, "LessThanThreshold", "Average"],
  ["connections", "DatabaseConnections", 89, "GreaterThanThreshold", "Average"],
  ["queue-depth", "DiskQueueDepth", 64, "GreaterThanThreshold", "Average"],
  ["swap", "SwapUsage", 256 * 1_048_576, "GreaterThanThreshold", "Average"],
  ["credits", "CPUCreditBalance", 20, "LessThanThreshold", "Average"],
  ["replica-lag", "ReplicaLag", 300, "GreaterThanThreshold", "Maximum"],
])(
  "measures the database's %s in the unit of the metric",
  async (condition, metricName, threshold, comparisonOperator, statistic) => {
    expect(usual.named(`shop-database-${condition}-alarm`).inputs).toMatchObject({
      namespace: "AWS/RDS",
      dimensions: { DBInstanceIdentifier: "shop" },
      metricName,
      threshold,
      comparisonOperator,
      statistic,
      period: 300,
      evaluationPeriods: 3,
      treatMissingData: "notBreaching",
    });
  },
);

test("takes 2 GiB for the limit of a small disk, of which 10 % would be too little to act in time", async () => {
  const database = { instanceIdentifier: "shop", maximumConnections: 112, storageBytes: 10 * 1_073_741_824 };
  const result = await planned({ watch: { ...watch, database } });
  expect(result.named("shop-database-storage-alarm").inputs.threshold).toBe(2 * 1_073_741_824);
});

describe("telling", () => {
  const topicOf = (result: TestPlan, severity: string) => result.named(`shop-notifications-${severity}-topic`);
  const acts = ({ inputs }: PlannedResource) => Array.isArray(inputs.alarmActions) && inputs.alarmActions.length > 0;

  test("tells of warnings one by one, when they begin and when they end", async () => {
    for (const name of ["shop-web-cpu-alarm", "shop-database-storage-alarm"]) {
      expectWired(told.named(name), "alarmActions", topicOf(told, "warning"));
      expectWired(told.named(name), "okActions", topicOf(told, "warning"));
    }
  });

  test("pages an outage once: its alarms have no actions, the one that they join has", async () => {
    const outage = told.named("shop-outage");
    expect(acts(told.named("shop-load-balancer-errors-alarm"))).toBe(false);
    expectWired(outage, "alarmRule", told.named("shop-load-balancer-errors-alarm"));
    expectWired(outage, "alarmActions", topicOf(told, "critical"));
    expectWired(outage, "okActions", topicOf(told, "critical"));
  });

  test("holds back degradations, and only those, while there is an outage", async () => {
    const degradation = told.named("shop-load-balancer-degradation");
    for (const name of ["shop-load-balancer-slow-alarm", "shop-load-balancer-client-errors-alarm"]) {
      expect(acts(told.named(name))).toBe(false);
      expectWired(degradation, "alarmRule", told.named(name));
    }
    expectWired(degradation, "alarmActions", topicOf(told, "degradation"));
    expectWired(degradation, "actionsSuppressor", told.named("shop-outage"));
    expect(degradation.inputs.actionsSuppressor).toEqual({
      alarm: "project-stack-shop-outage",
      waitPeriod: 120,
      extensionPeriod: 300,
    });
    expect(told.all(COMPOSITE)).toHaveLength(2);
  });

  test("joins the health alarms' outage and degradations, which then have no pages of their own", async () => {
    const result = await plan(() => {
      const notifications = new Notifications("shop-notifications", { notify });
      const health = new HealthCheckAlarms("shop-health", { watch, notifications, pages: false });
      new AlertThresholds("shop", { watch, health, notifications });
    });
    for (const condition of ["web-outside", "web-no-healthy-target", "worker-no-task"])
      expectWired(result.named("shop-outage"), "alarmRule", result.named(`shop-health-${condition}-alarm`));
    expectWired(
      result.named("shop-web-degradation"),
      "alarmRule",
      result.named("shop-health-web-unhealthy-targets-alarm"),
    );
    expect(result.all(COMPOSITE).map(({ name }) => name)).toEqual([
      "shop-load-balancer-degradation",
      "shop-outage",
      "shop-web-degradation",
    ]);
    const tellsOfIt = result.resources.filter(({ propertyDependencies }) =>
      propertyDependencies.alarmActions?.includes(topicOf(result, "critical").urn),
    );
    expect(tellsOfIt.map(({ name }) => name)).toEqual([
      "shop-outage",
      "shop-health-shop.example.com-certificate-ends-alarm",
    ]);
  });

  test("joins error lines to the degradation of their service, which is held back while there is an outage", async () => {
    const result = await plan(() => {
      const notifications = new Notifications("shop-notifications", { notify });
      const health = new HealthCheckAlarms("shop-health", { watch, notifications, pages: false });
      const logs = new LogAggregation("shop-logs", { sources: ["web", "cleanup"], notifications, pages: false });
      new AlertThresholds("shop", { watch, health, logs, notifications });
    });
    const lines = result.named("shop-logs-web-error-alarm");
    const degradation = result.named("shop-web-degradation");
    expect(acts(lines)).toBe(false);
    expectWired(degradation, "alarmRule", lines);
    expectWired(degradation, "alarmRule", result.named("shop-health-web-unhealthy-targets-alarm"));
    for (const composite of [degradation, result.named("shop-cleanup-degradation")]) {
      expectWired(composite, "alarmActions", topicOf(result, "degradation"));
      expectWired(composite, "actionsSuppressor", result.named("shop-outage"));
    }
  });

  test("tells nobody when nobody is given, and needs no outage to tell of a degradation", async () => {
    const result = await planned({ errorRate: false });
    expect([...result.all(ALARM), ...result.all(COMPOSITE)].filter(acts)).toEqual([]);
    expect(result.one(COMPOSITE).name).toBe("shop-load-balancer-degradation");
    expect(result.one(COMPOSITE).inputs).not.toHaveProperty("actionsSuppressor");
  });

  test("lists what a person must still confirm", async () => {
    const { outputs } = await planned({ notify: { warning: ["team@example.com"] } }, ({ confirmations }) => ({
      confirmations,
    }));
    expect(outputs.confirmations).toEqual([
      'team@example.com: click "Confirm subscription" in AWS\'s mail about degradation',
      'team@example.com: click "Confirm subscription" in AWS\'s mail about warning',
    ]);
    expect((await planned({}, ({ confirmations }) => ({ confirmations }))).outputs.confirmations).toEqual([]);
  });

  test("needs no topic in us-east-1 of its own", async () => {
    expect(told.all("aws:kms/key:Key")).toHaveLength(1);
  });
});

test("says in each alarm what it means and what to do first, in ASCII names that no other stack has", async () => {
  for (const { inputs } of [...told.all(ALARM), ...told.all(COMPOSITE)])
    expect(inputs.alarmDescription).toMatch(/^\S.*\. First: .*\.$/);
  for (const { inputs } of told.all(COMPOSITE)) expect(inputs.alarmName).toMatch(/^project-stack-shop-[ -~]+$/);
});

test("wires the daily summary for the job to come, and makes nothing that would pretend to send one", async () => {
  const metrics = [{ label: "Orders", namespace: "Shop", metricName: "Orders" }];
  const result = await planned({ notify, daily: { hour: 6, metrics } }, ({ dailySummary }) => ({ dailySummary }));
  expect(result.outputs.dailySummary).toEqual({ schedule: "0 6 * * *", topic: { $unknown: true }, metrics });
  expect(result.resources.filter(({ type }) => /scheduler|eventRule/i.test(type))).toEqual([]);
  const silent = await planned({}, ({ dailySummary }) => ({ dailySummary: dailySummary ?? "none" }));
  expect(silent.outputs.dailySummary).toBe("none");
});

test("takes the user's transform of alarms and composites", async () => {
  const result = await planned({
    transform: {
      alarm: args => ({ ...args, actionsEnabled: false }),
      composite: { outage: args => ({ ...args, alarmName: "mine" }) },
    },
  });
  for (const { inputs } of result.all(ALARM)) expect(inputs.actionsEnabled).toBe(false);
  expect(result.named("shop-outage").inputs.alarmName).toBe("mine");
});
