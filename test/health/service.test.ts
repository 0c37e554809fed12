import { type PlannedResource, plan } from "daytwo/testing";
import { HealthCheckAlarms } from "../../lib/health/aws";
import type { WatchedService } from "../../lib/target/aws/watch";
import { alarms, inAlarm } from "../alerts/alarmState";

const pair = ["targetgroup/blue/1", "targetgroup/green/2"];
const _ = null;

async function alarmsOf(service: Partial<WatchedService>): Promise<Record<string, PlannedResource>> {
  const web = { clusterName: "shop", serviceName: "web", minimumTasks: 2, targetGroups: pair, ...service };
  const watch = { endpoints: [], loadBalancer: { arnSuffix: "app/shop/1" }, services: { web } };
  const result = await plan(() => void new HealthCheckAlarms("shop", { watch }));
  const made = result.all("aws:cloudwatch/metricAlarm:MetricAlarm");
  return Object.fromEntries(made.map(alarm => [alarm.name.replace(/^shop-web-(.*)-alarm$/, "$1"), alarm]));
}

async function alarm(condition: string, service: Partial<WatchedService> = {}): Promise<PlannedResource> {
  const found = (await alarmsOf(service))[condition];
  if (!found) throw new Error(`no alarm ${condition}`);
  return found;
}

describe("a blue-green pair, whose roles swap", () => {
  test("does not page for the idle group, whichever it is", async () => {
    const none = await alarm("no-healthy-target");
    expect(alarms(none, { group1: [2, 2, 2], group2: [_, _, _] })).toBe(false);
    expect(alarms(none, { group1: [_, _, _], group2: [2, 2, 2] })).toBe(false);
    expect(alarms(none, { group1: [0, 0, 0], group2: [2, 2, 2] })).toBe(false);
  });

  test("does not page while the roles swap", async () => {
    expect(alarms(await alarm("no-healthy-target"), { group1: [2, 2, 2, _, _], group2: [_, _, 2, 2, 2] })).toBe(false);
    expect(alarms(await alarm("few-healthy-targets"), { group1: [2, 2, 2, _, _], group2: [_, _, 2, 2, 2] })).toBe(
      false,
    );
  });

  test("pages when no group has a healthy target, and when nothing is measured any more", async () => {
    const none = await alarm("no-healthy-target");
    expect(alarms(none, { group1: [2, 2, 0], group2: [_, _, _] })).toBe(true);
    expect(alarms(none, { group1: [_, _, _], group2: [_, _, _] })).toBe(true);
  });

  test("does not page because the newest point is late", async () => {
    expect(alarms(await alarm("no-healthy-target"), { group1: [2, 2, _], group2: [_, _, _] })).toBe(false);
  });

  test("adds the unhealthy targets of both", async () => {
    const bad = await alarm("unhealthy-targets");
    expect(alarms(bad, { group1: [1, 1, _, _, _], group2: [_, _, 1, 1, 1] })).toBe(true);
    expect(alarms(bad, { group1: [0, 1, _, _, _], group2: [_, _, 1, 1, 1] })).toBe(false);
  });

  test("is measured for each group at the balancer, as the least of its zones", async () => {
    expect((await alarm("no-healthy-target")).inputs.metricQueries).toMatchObject([
      {
        metric: {
          dimensions: { LoadBalancer: "app/shop/1", TargetGroup: pair[0] },
          metricName: "HealthyHostCount",
          stat: "Minimum",
        },
      },
      {
        metric: {
          dimensions: { LoadBalancer: "app/shop/1", TargetGroup: pair[1] },
          metricName: "HealthyHostCount",
          stat: "Minimum",
        },
      },
      { expression: "SUM([group1, group2])", returnData: true },
    ]);
  });
});

test("needs no mathematics for one group", async () => {
  const { inputs } = await alarm("no-healthy-target", { targetGroups: ["targetgroup/web/1"] });
  expect(inputs).toMatchObject({
    namespace: "AWS/ApplicationELB",
    metricName: "HealthyHostCount",
    dimensions: { LoadBalancer: "app/shop/1", TargetGroup: "targetgroup/web/1" },
    statistic: "Minimum",
    period: 60,
    evaluationPeriods: 1,
    threshold: 1,
  });
});

test("counts running tasks, which Container Insights gives", async () => {
  const running = {
    namespace: "ECS/ContainerInsights",
    metricName: "RunningTaskCount",
    dimensions: { ClusterName: "shop", ServiceName: "web" },
    statistic: "Minimum",
  };
  const none = await alarm("no-task");
  const few = await alarm("few-tasks");
  expect(none.inputs).toMatchObject({ ...running, threshold: 1 });
  expect(few.inputs).toMatchObject({ ...running, threshold: 2 });
  expect(inAlarm(none.inputs, [1, 1, 0, 0])).toBe(true);
  expect(inAlarm(none.inputs, [1, 1, 0, 1])).toBe(false);
  expect(inAlarm(few.inputs, [1, 1, 1, 1, 1])).toBe(true);
  expect(inAlarm(few.inputs, [1, 1, 2, 1, 1])).toBe(false);
});

describe("without Container Insights, which alone counts tasks", () => {
  const notes = async (service: Partial<WatchedService>) => {
    const web = { clusterName: "shop", serviceName: "web", minimumTasks: 2, targetGroups: [], ...service };
    const watch = { endpoints: [], services: { web } };
    return (await plan(() => void new HealthCheckAlarms("shop", { watch }))).diagnostics.map(({ message }) => message);
  };

  test("watches targets only, since missing tasks would be an outage for ever", async () => {
    const kinds = Object.keys(await alarmsOf({ containerInsights: false })).sort();
    expect(kinds).toEqual(["few-healthy-targets", "no-healthy-target", "unhealthy-targets"]);
  });

  test("says so in the plan, and only then", async () => {
    expect(await notes({ containerInsights: false })).toEqual([
      "web: no alarms on its running tasks, which only Container Insights counts; turn it on for the cluster and say so",
    ]);
    expect(await notes({ containerInsights: false, minimumTasks: 0 })).toEqual([]);
    expect(await notes({ containerInsights: true })).toEqual([]);
    expect(await notes({})).toEqual([]);
  });
});

test("watches what each minimum and kind of service has", async () => {
  const kinds = async (service: Partial<WatchedService>) => Object.keys(await alarmsOf(service)).sort();
  const targets = ["no-healthy-target", "unhealthy-targets"];
  expect(await kinds({})).toEqual([
    "few-healthy-targets",
    "few-tasks",
    "no-healthy-target",
    "no-task",
    "unhealthy-targets",
  ]);
  expect(await kinds({ minimumTasks: 1 })).toEqual([targets[0], "no-task", targets[1]]);
  expect(await kinds({ minimumTasks: 3, targetGroups: [] })).toEqual(["few-tasks", "no-task"]);
  expect(await kinds({ minimumTasks: 0 })).toEqual([]);
});
