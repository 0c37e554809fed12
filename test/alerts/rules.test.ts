import { InputError } from "daytwo";
import { plan } from "daytwo/testing";
import fc from "fast-check";
import { AlertThresholds, type AlertThresholdsArgs } from "../../lib/alerts/aws";
import { testRefusals } from "../support/mistakes";
import { watch } from "./watched";

const { endpoints, loadBalancer, database } = watch;
const web = { clusterName: "shop", serviceName: "web", minimumTasks: 2, targetGroups: ["targetgroup/blue/1"] };
const PERCENT = "write a number from 0.01 to 100";
const NAMES = "write lower-case letters, digits and hyphens, starting with a letter";

const withService = (change: object) => ({
  watch: { endpoints, loadBalancer, services: { web: { ...web, ...change } } },
});
const withEndpoint = (change: object) => ({ watch: { endpoints: [{ ...endpoints[0], ...change }] } });

testRefusals(
  mistake => new AlertThresholds("shop", { watch, ...mistake }),
  [
    [{ errorRate: 0 }, `errorRate: 0 is out of range; ${PERCENT}`],
    [{ errorRate: true }, `errorRate: must be a number, not true; ${PERCENT}`],
    [{ minimumRequests: -1 }, "minimumRequests: -1 is out of range; write a whole number from 0 to 1000000"],
    [
      { minimumRequests: false },
      "minimumRequests: must be a whole number, not false; write a whole number from 0 to 1000000",
    ],
    [{ responseTime: 0 }, "responseTime: 0 is out of range; write a number from 0.001 to 4000"],
    [{ clientErrorRate: 101 }, `clientErrorRate: 101 is out of range; ${PERCENT}`],
    [{ cpu: "80" }, `cpu: must be a number, not "80"; ${PERCENT}`],
    [{ memory: 0 }, `memory: 0 is out of range; ${PERCENT}`],
    [{ memry: 1 }, "memry: is no property; did you mean memory?"],
    [{ database: { freeStorage: 200 } }, `database.freeStorage: 200 is out of range; ${PERCENT}`],
    [
      { database: { freeStorageSize: "2GB" } },
      'database.freeStorageSize: "2GB" is no size; write a size from "1MiB" to "64TiB", such as "1MiB"',
    ],
    [{ database: { connections: 0 } }, `database.connections: 0 is out of range; ${PERCENT}`],
    [
      { database: { queueDepth: 0.5 } },
      "database.queueDepth: must be a whole number, not 0.5; write a whole number from 1 to 100000",
    ],
    [
      { database: { swap: "lots" } },
      'database.swap: "lots" is no size; write a size from "1MiB" to "1TiB", such as "1MiB"',
    ],
    [{ database: { credits: 0 } }, "database.credits: 0 is out of range; write a whole number from 1 to 100000"],
    [
      { database: { replicaLag: 300 } },
      'database.replicaLag: 300 is no duration; write a duration from "1 second" to "1 day", such as "1 second"',
    ],
    [{ daily: { hour: 24 } }, "daily.hour: 24 is out of range; write a whole number from 0 to 23"],
    [
      { daily: { metrics: [{ label: "Orders", namespace: "Shop" }] } },
      "daily.metrics[0].metricName: is missing; it is required",
    ],
    [
      { daily: { metrics: [{ label: "Orders", namespace: "Shop", metricName: "Orders", statistic: "p99" }] } },
      'daily.metrics[0].statistic: "p99" is not offered; write one of "Sum", "Average", "Minimum", "Maximum", "SampleCount"',
    ],
    [{ watch: undefined }, "watch: is missing; it is required"],
    [{ watch: { loadBalancer } }, "watch.endpoints: is missing; it is required"],
    [
      { watch: { endpoints, loadBalancer: { arnSuffix: "arn:aws:elasticloadbalancing:…" } } },
      'watch.loadBalancer.arnSuffix: "arn:aws:elasticloadbalancing:…" is not allowed; write the suffix of its ARN, "app/…"',
    ],
    [withEndpoint({ service: "Web" }), `watch.endpoints[0].service: "Web" is not allowed; ${NAMES}`],
    [
      withEndpoint({ path: "healthz" }),
      'watch.endpoints[0].path: "healthz" is not allowed; write a path that starts with a slash, such as "/healthz"',
    ],
    [
      withEndpoint({ url: "shop.example.com" }),
      'watch.endpoints[0].url: "shop.example.com" is not allowed; write an address such as "https://shop.example.com"',
    ],
    [
      { watch: { endpoints: [endpoints[0], endpoints[0]] } },
      'watch.endpoints[1].service: "web" has an endpoint already; leave one of them',
    ],
    [
      withService({ minimumTasks: -1 }),
      "watch.services.web.minimumTasks: -1 is out of range; write a whole number from 0 to 1000",
    ],
    [
      withService({ targetGroups: ["blue"] }),
      'watch.services.web.targetGroups[0]: "blue" is not allowed; write the suffix of its ARN, "targetgroup/…"',
    ],
    [
      withService({ targetGroups: Array.from({ length: 11 }, (_, index) => `targetgroup/${index}`) }),
      "watch.services.web.targetGroups: has 11 entries; write at most 10",
    ],
    [
      { watch: { endpoints, services: { Web: { ...web, targetGroups: [] } } } },
      `watch.services.Web: "Web" is not allowed; ${NAMES}`,
    ],
    [
      { watch: { endpoints, services: { web } } },
      'watch.loadBalancer: is missing, while web has target groups; write { arnSuffix: "app/…" }',
    ],
    [
      { watch: { endpoints, certificates: { "shop.example.com": "shop" } } },
      'watch.certificates.shop.example.com: "shop" is not allowed; write the certificate\'s ARN',
    ],
    [
      { watch: { endpoints, database: { ...database, maximumConnections: 0 } } },
      "watch.database.maximumConnections: 0 is out of range; write a whole number from 1 to 1000000",
    ],
    [
      { watch: { endpoints, database, services: { database: { ...web, targetGroups: [] } } } },
      "watch.services.database: has the name of other alarms; name the service otherwise",
    ],
    [
      { notifications: {} },
      "notifications: has no topics; write new aws.Notifications(…), or leave it out and write notify",
    ],
    [
      { notifications: { topics: {} }, notify: {} },
      "notify: stands beside notifications, which has channels already; leave out one of the two",
    ],
    [
      {
        watch: {
          endpoints,
          loadBalancer: { arnSuffix: "app/shop/1", shared: true },
          services: { web: { ...web, targetGroups: Array.from({ length: 4 }, (_, index) => `targetgroup/${index}`) } },
        },
      },
      "watch.services.web.targetGroups: has 4 entries; at a shared load balancer write at most 3",
    ],
    [
      { watch: { endpoints, loadBalancer: { arnSuffix: "app/shop/1", shared: "yes" } } },
      'watch.loadBalancer.shared: must be true or false, not "yes"; write true or false',
    ],
    [
      withService({ containerInsights: 1 }),
      "watch.services.web.containerInsights: must be true or false, not 1; write true or false",
    ],
    [{ watch: { endpoints, scheduleGroup: "" } }, "watch.scheduleGroup: must not be empty; write a text"],
    [{ logs: {} }, "logs: has no alarms to join; write new aws.LogAggregation(…), or leave it out"],
    [
      { logs: { degradation: {}, pages: true } },
      "logs: pages by itself, also while there is an outage; make it with pages: false",
    ],
    [{ health: {} }, "health: has no alarms to join; write new aws.HealthCheckAlarms(…), or leave it out"],
    [
      { health: { outage: [], degradation: {}, pages: true } },
      "health: pages by itself, so that an outage would page twice; make it with pages: false",
    ],
  ],
);

// Anything that JSON can say, where figures belong: it plans, or an InputError says why not.
test("never fails otherwise than with an InputError", async () => {
  const keys = [
    "errorRate",
    "minimumRequests",
    "responseTime",
    "clientErrorRate",
    "cpu",
    "memory",
    "database",
    "daily",
    "notify",
  ];
  const policy = fc.dictionary(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 });
  await fc.assert(
    fc.asyncProperty(policy, async mistaken => {
      const program = () => void new AlertThresholds("shop", { watch, ...mistaken });
      const error: unknown = await plan(program).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error === undefined || InputError.isInstance(error)).toBe(true);
    }),
    { numRuns: 25 },
  );
});

test("plans whatever valid figures it is given", async () => {
  const percent = fc.oneof(fc.constant<false>(false), fc.double({ min: 0.01, max: 100, noNaN: true }));
  const policy: fc.Arbitrary<Partial<AlertThresholdsArgs>> = fc.record(
    {
      errorRate: percent,
      minimumRequests: fc.nat(1_000_000),
      responseTime: percent,
      clientErrorRate: percent,
      cpu: percent,
      memory: percent,
      database: fc.record({ freeStorage: percent, connections: percent }, { requiredKeys: [] }),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(policy, async figures => {
      const result = await plan(() => new AlertThresholds("shop", { watch, ...figures }));
      expect(result.resources.length).toBeGreaterThan(1);
    }),
    { numRuns: 10 },
  );
});
