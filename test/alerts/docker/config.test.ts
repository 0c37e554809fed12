import fc from "fast-check";
import { itNeeds } from "../../support/needs";
import { promtool } from "../../support/promtool";
import { generated } from "./generated";

itNeeds(["promtool"], "Prometheus takes the rules and the configuration", async () => {
  const files = await generated({ daily: { queries: { orders: "sum(orders)" } } });
  const { "prometheus.yml": config = "", "rules.yml": rules = "" } = files;
  const local = { "rules.yml": rules, "prometheus.yml": config.replace("/etc/daytwo/rules.yml", "rules.yml") };
  expect(await promtool(local, ["check", "rules", "--lint-fatal", "rules.yml"])).toContain("SUCCESS");
  expect(await promtool(local, ["check", "config", "--lint-fatal", "prometheus.yml"])).toContain("SUCCESS");
});

itNeeds(["promtool"], "Prometheus takes the rules of every policy", async () => {
  const share = fc.oneof(fc.constant<false>(false), fc.double({ min: 0.01, max: 100, noNaN: true }));
  const policies = fc.record({
    errorRate: share,
    clientErrorRate: share,
    cpu: share,
    memory: share,
    disk: share,
    minimumRequests: fc.nat(1_000_000),
    responseTime: fc.oneof(fc.constant<false>(false), fc.double({ min: 0.001, max: 9.99, noNaN: true })),
    database: fc.record({ connections: share }),
  });
  for (const policy of fc.sample(policies, 10)) {
    const { "rules.yml": rules = "" } = await generated(policy);
    expect(await promtool({ "rules.yml": rules }, ["check", "rules", "rules.yml"])).toContain("SUCCESS");
  }
});

test("each kind of target is asked in its own way", async () => {
  const { "prometheus.yml": config = "" } = await generated();
  const { scrape_configs, alerting, global } = JSON.parse(config);
  const of = (job: string) => scrape_configs.find(({ job_name }: { job_name: string }) => job_name === job);
  expect(of("shop-alerts-proxy")).toMatchObject({
    metrics_path: "/metrics",
    static_configs: [{ targets: ["shop-proxy:9180"] }],
  });
  expect(of("shop-health-outside-web")).toMatchObject({
    scrape_interval: "60s",
    scrape_timeout: "12s",
    metrics_path: "/probe",
    params: { module: ["outside"] },
    static_configs: [{ targets: ["https://shop.example.com/healthz"], labels: { of: "web" } }],
  });
  expect(of("shop-health-outside-api").static_configs[0].targets).toEqual(["http://shop-proxy:8080/"]);
  expect(of("shop-health-inside-web")).toMatchObject({
    scrape_interval: "15s",
    dns_sd_configs: [{ names: ["web"], type: "A", port: 8080 }],
    relabel_configs: [
      { target_label: "of", replacement: "web" },
      { source_labels: ["__address__"], target_label: "__param_target", replacement: "http://$1/healthz" },
      { source_labels: ["__param_target"], target_label: "instance" },
      { target_label: "__address__", replacement: "shop-health-blackbox:9115" },
    ],
  });
  expect(alerting.alertmanagers).toEqual([{ static_configs: [{ targets: ["am:9093"] }] }]);
  expect(global.external_labels).toEqual({ application: "shop", environment: "production" });
});

test("every alert says how bad it is, what it is about, and what to do first", async () => {
  const { "rules.yml": rules = "" } = await generated();
  const alerts = JSON.parse(rules)
    .groups.flatMap(({ rules }: { rules: object[] }) => rules)
    .filter((rule: object) => "alert" in rule);
  expect(alerts.length).toBeGreaterThan(20);
  for (const { alert, labels, annotations } of alerts) {
    expect(labels).toMatchObject({ severity: expect.stringMatching(/^(critical|degradation|warning|daily)$/) });
    expect(labels.subject).toMatch(/./);
    if (alert !== "Heartbeat") expect(annotations).toMatchObject({ description: expect.stringMatching(/First: /) });
  }
});
