import { plan } from "daytwo/testing";
import { thresholdsOf } from "../../lib/alerts/defaults";
import { AlertThresholds } from "../../lib/alerts/docker";
import { Dashboard, type DashboardArgs } from "../../lib/dashboard/docker";
import { dashboard } from "../../lib/dashboard/docker/panels";
import { provisioning } from "../../lib/dashboard/docker/provisioning";
import { rowsOf } from "../../lib/dashboard/docker/rows";
import { watch } from "../alerts/docker/watched";
import { testFoundation } from "../support/foundation";
import { testRefusals } from "../support/mistakes";
import { itNeeds } from "../support/needs";
import { promtool } from "../support/promtool";

const rows = rowsOf(watch, thresholdsOf({}));
const page = JSON.parse(JSON.stringify(dashboard("daytwo-application", "shop", rows)));

function planned(args: Partial<DashboardArgs> = {}) {
  return plan(() => {
    const foundation = testFoundation();
    const alerts = new AlertThresholds("shop-alerts", { foundation, watch });
    const { url, password } = new Dashboard("shop-dashboard", { foundation, watch, alerts, ...args });
    return { url, password };
  });
}

testRefusals(
  mistake => new Dashboard("shop", { watch: { endpoints: [] }, ...mistake }),
  [
    [{ watch: undefined }, "watch: is missing; it is required"],
    [
      { alerts: {} },
      "alerts: has no figures to draw; write new docker.AlertThresholds(…), or leave it out",
      "foundation: is missing beside alerts, which is on a network of its own; write the foundation that it stands on",
    ],
    [{ port: 70_000 }, "port: 70000 is out of range; write a whole number from 1 to 65535"],
    [
      { address: "dashboard" },
      'address: "dashboard" is not allowed; write an address such as "https://dashboard.example.com"',
    ],
  ],
);

describe("the page", () => {
  itNeeds(["promtool"], "asks nothing that Prometheus would not understand", async () => {
    const exprs = rows.flatMap(({ panels }) => panels.flatMap(({ lines }) => lines.map(({ expr }) => expr)));
    expect(exprs.length).toBeGreaterThan(20);
    const rules = exprs.map((expr, index) => ({ record: `panel:${index}`, expr }));
    const said = await promtool({ "rules.yml": JSON.stringify({ groups: [{ name: "page", rules }] }) }, [
      "check",
      "rules",
      "rules.yml",
    ]);
    expect(said).toContain(`${exprs.length} rules found`);
  });

  test("gives each panel an id of its own, and a place that no other has", () => {
    const ids = page.panels.map(({ id }: { id: number }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const cells = page.panels.flatMap(
      ({ gridPos: { x, y, w, h } }: { gridPos: Record<"x" | "y" | "w" | "h", number> }) => {
        expect(x + w).toBeLessThanOrEqual(24);
        return Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`);
      },
    );
    expect(new Set(cells).size).toBe(cells.length);
  });

  test("draws the limits at which people are told", () => {
    const errors = page.panels.find(({ title }: { title: string }) => title === "Answered 5xx");
    expect(errors.fieldConfig.defaults.thresholds.steps).toEqual([
      { color: "green", value: null },
      { color: "red", value: 1 },
    ]);
    expect(errors.fieldConfig.defaults.custom.thresholdsStyle).toEqual({ mode: "dashed" });
  });

  test("has no rows for what is not there", () => {
    const titles = rowsOf({ endpoints: [] }, thresholdsOf({})).map(({ title }) => title);
    expect(titles).toEqual(["Health", "Host", "Database", "Logs"]);
  });

  test("every chart asks the one source that is provisioned", () => {
    const { "datasources/prometheus.yaml": source = "" } = provisioning("prometheus:9090", page);
    const [datasource] = JSON.parse(source).datasources;
    expect(datasource).toMatchObject({ url: "http://prometheus:9090", access: "proxy", editable: false });
    for (const panel of page.panels.filter(({ type }: { type: string }) => type !== "row")) {
      expect(panel.datasource.uid).toBe(datasource.uid);
      for (const target of panel.targets) expect(target).toMatchObject({ datasource: { uid: datasource.uid } });
    }
  });
});

describe("the login", () => {
  test("is asked of everybody, with a password that is made on the host", async () => {
    const result = await planned();
    const { envs } = result.named("shop-dashboard-grafana").inputs;
    expect(envs).toEqual(
      expect.arrayContaining([
        "GF_AUTH_ANONYMOUS_ENABLED=false",
        "GF_USERS_ALLOW_SIGN_UP=false",
        "GF_SECURITY_ADMIN_PASSWORD__FILE=/run/secrets/admin-password",
        "GF_SECURITY_COOKIE_SECURE=false",
      ]),
    );
    expect(result.named("shop-dashboard-password-volume").protect).toBe(true);
  });

  test("is for HTTPS alone where there is an address", async () => {
    const result = await planned({ address: "https://dashboard.example.com" });
    expect(result.named("shop-dashboard-grafana").inputs.envs).toContain("GF_SECURITY_COOKIE_SECURE=true");
    expect(result.outputs.url).toBe("https://dashboard.example.com");
  });
});

test("answers on the host alone", async () => {
  const result = await planned({ port: 3_001 });
  expect(result.named("shop-dashboard-grafana").inputs.ports).toEqual([
    { internal: 3_000, external: 3_001, ip: "127.0.0.1" },
  ]);
  expect(result.outputs.url).toBe("http://localhost:3001");
});

test("without alerts, keeps figures of its own and tells nobody", async () => {
  const result = await planned({ alerts: undefined });
  expect(result.named("shop-dashboard-prometheus-prometheus").inputs.readOnly).toBe(true);
});
