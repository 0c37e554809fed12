import { type PlannedResource, plan, type TestPlan } from "daytwo/testing";
import fc from "fast-check";
import { AlertThresholds, type AlertThresholdsArgs } from "../../lib/alerts/aws";
import { expectWired } from "../support/aws";
import { alarms } from "./alarmState";
import type { Series } from "./metricMath";
import { watch } from "./watched";

const { endpoints, loadBalancer } = watch;
const _ = null;

function planned(policy: Partial<AlertThresholdsArgs> = {}): Promise<TestPlan> {
  const args = { watch: { endpoints, ...(loadBalancer && { loadBalancer }) }, ...policy };
  return plan(() => void new AlertThresholds("shop", args));
}

let usual: TestPlan;

beforeAll(async () => {
  usual = await planned();
});

function alarm(condition: string, from = usual): PlannedResource {
  return from.named(`shop-load-balancer-${condition}-alarm`);
}

/** Five minutes at the balancer, the newest last. A balancer reports a count only where it is not zero. */
function traffic(requests: Series, target: Series, balancer: Series): Record<string, Series> {
  return { requests, target, balancer };
}

const none: Series = [_, _, _, _, _];

describe("5xx", () => {
  test.each<[what: string, minutes: Record<string, Series>, expected: boolean]>([
    ["no requests at all", traffic(none, none, none), false],
    ["good traffic", traffic([500, 500, 500, 500, 500], none, none), false],
    ["1 % exactly", traffic([500, 500, 500, 500, 500], [5, 5, 5, 5, 5], none), false],
    ["more than 1 %", traffic([500, 500, 500, 500, 500], [_, _, _, 6, 6], none), true],
    ["one bad minute", traffic([500, 500, 500, 500, 500], [_, _, _, 400, _], none), false],
    ["two bad minutes of three", traffic([500, 500, 500, 500, 500], [_, _, 6, _, 6], none), true],
    ["one error at night", traffic([_, _, 1, _, _], [_, _, 1, _, _], none), false],
    ["one error at night, an older one hours before", traffic([_, 1, _, _, 1], [_, 1, _, _, 1], none), false],
    ["some errors among a little traffic", traffic([9, 9, 9, 9, 9], [2, 2, 2, 2, 2], none), false],
    [
      "total outage, refused before a target was chosen: requests are missing",
      traffic(none, none, [90, 120, 110, 150, 140]),
      true,
    ],
    ["total outage at night, refused", traffic(none, none, [_, _, 2, 1, 3]), true],
    ["total outage at night, answered by the targets", traffic([_, _, 2, 1, 3], [_, _, 2, 1, 3], none), true],
    [
      "total outage at night, no answer from the targets (502, 504)",
      traffic([_, _, 2, 1, 3], none, [_, _, 2, 1, 3]),
      true,
    ],
    ["total outage whose newest minute is not reported yet", traffic([_, _, 2, 3, _], none, [_, _, 2, 3, _]), true],
    ["over", traffic([500, 500, 500, 500, 500], [300, 300, _, _, _], none), false],
  ])("%s", async (_what, minutes, expected) => {
    expect(alarms(alarm("errors"), minutes)).toBe(expected);
  });

  test("a total outage is never silenced, however high the thresholds", async () => {
    const strict = alarm("errors", await planned({ errorRate: 99, minimumRequests: 1_000_000 }));
    const count = fc.integer({ min: 1, max: 5_000 });
    fc.assert(
      fc.property(
        fc.array(fc.record({ refused: count, failed: count, unanswered: count }), { minLength: 5, maxLength: 5 }),
        minutes => {
          const requests = minutes.map(({ failed, unanswered }) => failed + unanswered);
          const balancer = minutes.map(({ refused, unanswered }) => refused + unanswered);
          expect(
            alarms(
              strict,
              traffic(
                requests,
                minutes.map(({ failed }) => failed),
                balancer,
              ),
            ),
          ).toBe(true);
        },
      ),
    );
  });

  test("a single error never pages, whatever else is well", async () => {
    const usual = alarm("errors");
    const quiet = fc.array(fc.option(fc.integer({ min: 1, max: 5_000 })), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(quiet, fc.nat(4), (others, minute) => {
        const requests = others.map((count, index) => (index === minute ? (count ?? 0) + 1 : count));
        const errors = others.map((_count, index) => (index === minute ? 1 : null));
        expect(alarms(usual, traffic(requests, errors, none))).toBe(false);
      }),
    );
  });

  test("looks at the balancer's own answers as well, as 2 of 3 one-minute points, and takes no data for good", async () => {
    const { inputs } = alarm("errors");
    expect(inputs).toMatchObject({
      datapointsToAlarm: 2,
      evaluationPeriods: 3,
      threshold: 1,
      treatMissingData: "notBreaching",
    });
    const count = (metricName: string) => ({
      metric: {
        namespace: "AWS/ApplicationELB",
        metricName,
        dimensions: { LoadBalancer: "app/shop/1" },
        stat: "Sum",
        period: 60,
      },
    });
    expect(inputs.metricQueries).toEqual([
      { id: "requests", ...count("RequestCount") },
      { id: "target", ...count("HTTPCode_Target_5XX_Count") },
      { id: "balancer", ...count("HTTPCode_ELB_5XX_Count") },
      expect.objectContaining({ id: "errors", returnData: false }),
      expect.objectContaining({ id: "traffic", returnData: false }),
      expect.objectContaining({ id: "rate", returnData: true }),
    ]);
  });
});

test("a least traffic of none never divides by no requests", async () => {
  const any = await planned({ minimumRequests: 0 });
  const one = await planned({ minimumRequests: 1 });
  for (const condition of ["errors", "client-errors"])
    expect(alarm(condition, any).inputs.metricQueries).toEqual(alarm(condition, one).inputs.metricQueries);
  expect(alarms(alarm("errors", any), traffic(none, none, none))).toBe(false);
  expect(alarms(alarm("errors", any), traffic([_, _, 200, _, 200], [_, _, 4, _, 4], none))).toBe(true);
});

describe("at a load balancer that others use too", () => {
  let shared: TestPlan;
  const pair = ["targetgroup/blue/1", "targetgroup/green/2"];
  beforeAll(async () => {
    const service = { clusterName: "shop", minimumTasks: 2 };
    const services = {
      web: { ...service, serviceName: "web", targetGroups: pair },
      api: { ...service, serviceName: "api", targetGroups: ["targetgroup/api/3"] },
      worker: { ...service, serviceName: "worker", targetGroups: [] },
    };
    shared = await planned({ watch: { endpoints, services, loadBalancer: { arnSuffix: "app/all/1", shared: true } } });
  });

  const of = (service: string, condition: string) => shared.named(`shop-${service}-${condition}-alarm`);
  const dead = { unreached1: none, unreached2: none };
  const busy = { requests1: [500, 500, 500, _, _], requests2: [_, _, 500, 500, 500] };

  test("watches each service by itself, and nobody else's traffic", () => {
    const watched = shared.all("aws:cloudwatch/metricAlarm:MetricAlarm").map(({ name }) => name);
    expect(watched.filter(name => /errors|slow/.test(name))).toEqual(
      ["api", "web"].flatMap(service =>
        ["client-errors", "errors", "slow"].map(condition => `shop-${service}-${condition}-alarm`),
      ),
    );
    for (const [service, groups] of [
      ["web", pair],
      ["api", ["targetgroup/api/3"]],
    ] as const)
      for (const condition of ["errors", "client-errors", "slow"]) {
        const { inputs } = of(service, condition);
        expect(inputs).not.toHaveProperty("dimensions");
        const queries = Array.isArray(inputs.metricQueries) ? inputs.metricQueries : [];
        const dimensions = queries.flatMap(query => (JSON.stringify(query).includes('"metric"') ? [query] : []));
        for (const TargetGroup of groups)
          expect(dimensions).toContainEqual(
            expect.objectContaining({
              metric: expect.objectContaining({ dimensions: { LoadBalancer: "app/all/1", TargetGroup } }),
            }),
          );
        expect(JSON.stringify(queries)).not.toContain("HTTPCode_ELB");
        expect(JSON.stringify(queries).split('"TargetGroup"')).toHaveLength(dimensions.length + 1);
      }
  });

  test.each<[what: string, minutes: Record<string, Series>, expected: boolean]>([
    ["no requests at all", { requests1: none, requests2: none, target1: none, target2: none, ...dead }, false],
    ["good traffic while the roles swap", { ...busy, target1: none, target2: none, ...dead }, false],
    ["more than 1 % over both", { ...busy, target1: none, target2: [_, _, 11, 6, 6], ...dead }, true],
    [
      "total outage at night, answered by the targets",
      { requests1: [_, _, 2, 1, 3], requests2: none, target1: [_, _, 2, 1, 3], target2: none, ...dead },
      true,
    ],
    [
      "total outage at night, whose targets take no connection",
      {
        requests1: [_, _, 2, 1, 3],
        requests2: none,
        target1: none,
        target2: none,
        unreached1: [_, _, 2, 1, 3],
        unreached2: none,
      },
      true,
    ],
    [
      "one error at night",
      { requests1: [_, _, 1, _, _], requests2: none, target1: [_, _, 1, _, _], target2: none, ...dead },
      false,
    ],
  ])("5xx: %s", (_what, minutes, expected) => {
    expect(alarms(of("web", "errors"), minutes)).toBe(expected);
  });

  test.each<[what: string, minutes: Record<string, Series>, expected: boolean]>([
    [
      "more than 5 % over both",
      { requests1: [500, 500, 500, 500, 500], requests2: none, target1: [26, 26, 26, 26, 26], target2: none },
      true,
    ],
    ["some at night", { requests1: [9, 9, 9, 9, 9], requests2: none, target1: [8, 8, 8, 8, 8], target2: none }, false],
  ])("4xx: %s", (_what, minutes, expected) => {
    expect(alarms(of("web", "client-errors"), minutes)).toBe(expected);
  });

  test.each<[what: string, minutes: Record<string, Series>, expected: boolean]>([
    ["slow at the group that has the traffic", { ...busy, time1: [2, 2, 2, _, _], time2: [_, _, 2, 2, 2] }, true],
    ["slow for a while", { ...busy, time1: [2, 2, 2, _, _], time2: [_, _, 2, 2, 0.1] }, false],
    [
      "a few slow ones at night",
      { requests1: [9, 9, 9, 9, 9], requests2: none, time1: [2, 2, 2, 2, 2], time2: none },
      false,
    ],
  ])("response time: %s", (_what, minutes, expected) => {
    expect(alarms(of("web", "slow"), minutes)).toBe(expected);
  });

  test("errors are an outage, the rest the service's degradation", () => {
    expectWired(shared.named("shop-outage"), "alarmRule", of("web", "errors"));
    expectWired(shared.named("shop-web-degradation"), "alarmRule", of("web", "slow"));
    expectWired(shared.named("shop-web-degradation"), "alarmRule", of("web", "client-errors"));
  });
});

describe("4xx", () => {
  test.each<[what: string, minutes: Record<string, Series>, expected: boolean]>([
    ["no requests at all", traffic(none, none, none), false],
    ["more than 5 % for 5 minutes", traffic([500, 500, 500, 500, 500], [26, 26, 26, 26, 26], none), true],
    ["for 4 minutes", traffic([500, 500, 500, 500, 500], [_, 26, 26, 26, 26], none), false],
    ["some at night", traffic([9, 9, 9, 9, 9], [8, 8, 8, 8, 8], none), false],
    ["refused by the balancer", traffic([500, 500, 500, 500, 500], none, [60, 60, 60, 60, 60]), true],
  ])("%s", async (_what, minutes, expected) => {
    expect(alarms(alarm("client-errors"), minutes)).toBe(expected);
  });
});
