import { plan } from "daytwo/testing";
import { figuresOf } from "../../../lib/health/defaults";
import { HealthCheckAlarms, type HealthCheckAlarmsArgs } from "../../../lib/health/docker";
import { blackboxConfig } from "../../../lib/health/docker/blackbox";
import { healthMonitoring } from "../../../lib/health/docker/monitoring";
import { watch } from "../../alerts/docker/watched";
import { testFoundation } from "../../support/foundation";
import { testRefusals } from "../../support/mistakes";

const CONTAINER = "docker:index/container:Container";

function planned(args: Partial<HealthCheckAlarmsArgs> = {}) {
  return plan(() => {
    const foundation = testFoundation();
    const health = new HealthCheckAlarms("shop-health", { watch, foundation, ...args });
    return { outage: health.outage, degradation: health.degradation, pages: health.pages };
  });
}

testRefusals(
  mistake => new HealthCheckAlarms("shop", { watch: { endpoints: [] }, ...mistake }),
  [
    [{ watch: undefined }, "watch: is missing; it is required"],
    [
      { interval: "2 hours" },
      'interval: "2 hours" is out of range; write a duration from "1 second" to "1 hour", such as "1 second"',
    ],
    [{ regions: ["eu"] }, "regions: are not offered on one host, which checks from itself; leave them out"],
    [{ pages: 1 }, "pages: must be true or false, not 1; write true or false"],
    [{ certificate: { warning: 5 } }, "certificate.warning: 5 is not more than critical, 7; write more days"],
    [
      { notify: { critical: ["oncall@example.com"] } },
      "notify.critical[0]: an e-mail address needs a mail server; write notifications: new docker.Notifications(…)",
    ],
    [
      { notify: { critical: [{ slack: { workspace: "T07EA123LEP", channel: "C07EZ1ABC23" } }] } },
      "notify.critical[0]: a Slack channel needs a token; write notifications: new docker.Notifications(…)",
    ],
    [
      { notifications: {} },
      "notifications: is none of this row; write new docker.Notifications(…), or leave it out and write notify",
      "foundation: is missing beside notifications, which is on a network of its own; write the foundation that it stands on",
    ],
    [
      { watch: { endpoints: [], proxy: "proxy" } },
      'watch.proxy: "proxy" is not allowed; write a host and a port, such as "shop-proxy:9180"',
    ],
    [
      { watch: { endpoints: [{ service: "Web", url: "https://x.example", path: "/" }] } },
      'watch.endpoints[0].service: "Web" is not allowed; write lower-case letters, digits and hyphens, starting with a letter',
    ],
    [
      { watch: { endpoints: [{ service: "web", url: "x.example", path: "/" }] } },
      'watch.endpoints[0].url: "x.example" is not allowed; write an address such as "https://shop.example.com"',
    ],
    [
      { watch: { endpoints: [{ service: "web", url: "https://x.example", path: "healthz" }] } },
      'watch.endpoints[0].path: "healthz" is not allowed; write a path that starts with a slash, such as "/healthz"',
    ],
  ],
);

describe("who pages", () => {
  test("by itself: a Prometheus of its own, that tells its own people", async () => {
    const result = await planned({ notify: { critical: [{ webhook: "https://x.example/hook" }] } });
    expect(result.all(CONTAINER).map(({ name }) => name)).toEqual(
      expect.arrayContaining(["shop-health-prometheus-prometheus", "shop-health-notifications-alertmanager"]),
    );
    expect(result.outputs.pages).toBe(true);
  });

  test("or else those that are given it", async () => {
    const result = await planned({ pages: false });
    const containers = result.all(CONTAINER).map(({ name }) => name);
    expect(containers.sort()).toEqual(["shop-health-blackbox", "shop-health-config-fill"]);
    expect(result.outputs).toMatchObject({
      pages: false,
      outage: ["NotReached", "NotProbed", "NoHealthyInstance"],
      degradation: { web: ["FewHealthyInstances"] },
    });
  });
});

test("a service that may scale to nothing is not looked at from inside; nothing is from outside when so told", () => {
  const services = { web: { minimumInstances: 0, alias: "web", port: 80, path: "/" } };
  const jobs = (interval: "1 minute" | false) =>
    healthMonitoring("h", "b:1", { ...watch, services }, figuresOf({ interval }, "production")).scrapes.map(
      ({ job }) => job,
    );
  expect(jobs("1 minute")).toEqual(["h-outside-web", "h-outside-api"]);
  expect(jobs(false)).toEqual([]);
});

test("staging is asked every 5 minutes", () => {
  const { scrapes } = healthMonitoring("h", "b:1", watch, figuresOf({}, "staging"));
  expect(scrapes[0]).toMatchObject({ intervalSeconds: 300, timeoutSeconds: 12 });
});

test("a redirect is an answer, and an error is none", () => {
  const config: { modules?: { outside?: { http?: { valid_status_codes?: number[] } } } } = blackboxConfig(
    figuresOf({ timeout: "3 seconds" }, "production"),
  );
  const { outside } = config.modules ?? {};
  expect(outside).toMatchObject({ timeout: "3s", http: { follow_redirects: false } });
  const good = outside?.http?.valid_status_codes ?? [];
  expect([200, 204, 301, 399].every(status => good.includes(status))).toBe(true);
  expect([199, 400, 404, 500].some(status => good.includes(status))).toBe(false);
});
