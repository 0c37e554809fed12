import * as pulumi from "@pulumi/pulumi";
import { plan } from "daytwo/testing";
import { AlertThresholds, type AlertThresholdsArgs } from "../../../lib/alerts/docker";
import { HealthCheckAlarms } from "../../../lib/health/docker";
import { Notifications } from "../../../lib/notifications/docker";
import { testFoundation } from "../../support/foundation";
import { testRefusals } from "../../support/mistakes";
import { watch } from "./watched";

const notify = { critical: [{ webhook: "https://x.example/hook" }] };

function planned(args: Partial<AlertThresholdsArgs> = {}) {
  return plan(() => {
    const foundation = testFoundation();
    const notifications = new Notifications("shop-notifications", { foundation, notify });
    const health = new HealthCheckAlarms("shop-health", { foundation, watch, pages: false });
    const alerts = new AlertThresholds("shop-alerts", { foundation, watch, health, notifications, ...args });
    const { dailySummary, prometheus, monitoring } = alerts;
    return { dailySummary, prometheus, jobs: monitoring.scrapes.map(({ job }) => job) };
  });
}

testRefusals(
  mistake => new AlertThresholds("shop", { watch: { endpoints: [] }, ...mistake }),
  [
    [{ watch: undefined }, "watch: is missing; it is required"],
    [{ errorRate: 101 }, "errorRate: 101 is out of range; write a number from 0.01 to 100"],
    [{ responseTime: 10 }, "responseTime: 10 s is more than the proxy measures; write less than 10, or false"],
    [{ responseTime: 0 }, "responseTime: 0 is out of range; write a number from 0.001 to 4000"],
    [{ disk: 0 }, "disk: 0 is out of range; write a number from 0.01 to 100"],
    [
      { after: { degradation: "30 seconds" } },
      'after.degradation: "30 seconds" is out of range; write a duration from "1 minute" to "1 hour", such as "1 minute"',
    ],
    [
      { after: { warning: "2 minutes" } },
      'after.warning: "2 minutes" is out of range; write a duration from "3 minutes" to "1 day", such as "3 minutes"',
    ],
    [
      { retention: "2 years" },
      'retention: "2 years" is no duration; write a duration from "1 day" to "400 days", such as "1 day"',
    ],
    [{ daily: { hour: 24 } }, "daily.hour: 24 is out of range; write a whole number from 0 to 23"],
    [{ daily: { queries: { orders: "" } } }, "daily.queries.orders: must not be empty; write a text"],
    [
      { health: {} },
      "health: has no alarms to join; write new docker.HealthCheckAlarms(…), or leave it out",
      "foundation: is missing beside health, which is on a network of its own; write the foundation that it stands on",
    ],
    [
      { health: { pages: true, monitoring: { scrapes: [], rules: [] } } },
      "health: pages by itself, so that an outage would page twice; make it with pages: false",
      "foundation: is missing beside health, which is on a network of its own; write the foundation that it stands on",
    ],
    [
      { logs: {} },
      "logs: has no alarms to join; write new docker.LogAggregation(…), or leave it out",
      "foundation: is missing beside logs, which is on a network of its own; write the foundation that it stands on",
    ],
    [
      { parts: ["database"] },
      "parts[0]: is no component; write one of this row, such as the database",
      "foundation: is missing beside parts, which is on a network of its own; write the foundation that it stands on",
    ],
    [
      { notify: { critical: ["oncall@example.com"] } },
      "notify.critical[0]: an e-mail address needs a mail server; write notifications: new docker.Notifications(…)",
    ],
  ],
);

describe("what is made", () => {
  test("one Prometheus, that keeps its figures and is reached on the network alone", async () => {
    const result = await planned();
    const prometheus = result.named("shop-alerts-prometheus-prometheus").inputs;
    expect(prometheus).toMatchObject({
      command: expect.arrayContaining(["--storage.tsdb.retention.time=30d"]),
      networksAdvanced: [{ aliases: ["shop-alerts-prometheus"] }],
      readOnly: true,
    });
    expect(prometheus.ports).toBeUndefined();
    expect(prometheus.command).not.toContain("--web.enable-lifecycle");
    expect(result.named("shop-alerts-prometheus-data").protect).toBe(true);
    expect(result.outputs.prometheus).toBe("shop-alerts-prometheus:9090");
    const names = result.all("docker:index/container:Container").map(({ name }) => name);
    expect(names.filter(name => /prometheus$/.test(name))).toEqual(["shop-alerts-prometheus-prometheus"]);
  });

  test("an exporter that sees the host and changes nothing", async () => {
    const { inputs } = (await planned()).named("shop-alerts-node-exporter");
    expect(inputs).toMatchObject({
      pidMode: "host",
      capabilities: { drops: ["ALL"] },
      mounts: [{ source: "/", target: "/host", readOnly: true }],
    });
  });

  test("staging keeps figures 14 days", async () => {
    const { inputs } = (await planned({ environment: "staging" })).named("shop-alerts-prometheus-prometheus");
    expect(inputs.command).toContain("--storage.tsdb.retention.time=14d");
  });
});

test("looks at all that other parts have to say", async () => {
  const part = (): pulumi.Resource => {
    const monitoring = { scrapes: [{ job: "shop-database", targets: ["db:9187"] }], rules: [] };
    return Object.assign(new pulumi.ComponentResource("test:index:Part", "part"), { monitoring });
  };
  const result = await plan(() => {
    const alerts = new AlertThresholds("shop-alerts", {
      foundation: testFoundation(),
      watch,
      parts: [part(), new pulumi.ComponentResource("test:index:Silent", "silent")],
    });
    return { jobs: alerts.monitoring.scrapes.map(({ job }) => job) };
  });
  expect(result.outputs.jobs).toEqual(
    expect.arrayContaining(["shop-alerts-proxy", "shop-alerts-steward", "shop-alerts-host", "shop-database"]),
  );
});

describe("the daily summary", () => {
  test("is a job of the steward, at the hour that was asked for", async () => {
    const result = await planned({ daily: { hour: 5, queries: { orders: "sum(orders)" } } });
    const { inputs } = result.named("shop-alerts-summary");
    expect(inputs).toMatchObject({ start: false, restart: "no" });
    const labels = Array.isArray(inputs.labels) ? inputs.labels : [];
    expect(labels).toEqual(
      expect.arrayContaining([
        { label: "daytwo.role", value: "job" },
        { label: "daytwo.of", value: "daily-summary" },
        { label: "daytwo.schedule", value: "0 5 * * *" },
      ]),
    );
    const [verb, spec] = Array.isArray(inputs.command) ? inputs.command : [];
    expect(verb).toBe("summary");
    expect(JSON.parse(String(spec))).toMatchObject({
      prometheus: "http://shop-alerts-prometheus:9090",
      alertmanager: "http://shop-notifications:9093",
      figures: expect.arrayContaining([{ label: "orders", query: "sum(orders)" }]),
    });
    expect(result.outputs.dailySummary).toMatchObject({ schedule: "0 5 * * *", topic: "shop-notifications:9093" });
  });

  test("is not there when there is nobody to tell", async () => {
    const result = await planned({ notifications: undefined });
    expect(result.resources.filter(({ name }) => name === "shop-alerts-summary")).toEqual([]);
    expect(result.outputs.dailySummary).toBeUndefined();
  });
});
