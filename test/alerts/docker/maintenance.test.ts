import { testCourses } from "./courses";
import { generated, healthOf } from "./generated";

const SERVICES = ["web", "api"] as const;

/** Whether services answer, and whether the page stands before one or all. */
function shop(
  course: Partial<Record<(typeof SERVICES)[number] | "proxy", string>>,
  page: Record<string, string>,
): Record<string, string> {
  const probes = SERVICES.flatMap(service => [
    [`probe_success{job="shop-health-inside-${service}",of="${service}",instance="1"}`, course[service] ?? "1x200"],
    [`probe_success{job="shop-health-outside-${service}",of="${service}"}`, course[service] ?? "1x200"],
  ]);
  const pages = Object.entries(page).map(([subject, values]) => [`daytwo_maintenance{subject="${subject}"}`, values]);
  const others = ["1", "2"].map(name => [
    `daytwo_container_running{of="mailer",role="worker",name="${name}"}`,
    "1x200",
  ]);
  const proxy = ['up{job="shop-alerts-proxy"}', course.proxy ?? "1x200"];
  return Object.fromEntries([...probes, ...pages, ...others, proxy]);
}

/** Out, or there, for ten minutes from the fifth on; the page's series ends with it. */
const OUT = "1x20 0x40 1x140";
const STANDS = "_x20 1x40 stale";

describe("planned maintenance is no outage", () => {
  testCourses("Outage", {
    "before one service: nobody is told while it stands, nor after": {
      series: shop({ web: OUT }, { web: STANDS }),
      firing: { "7m": [], "9m": [], "15m": [], "16m": [], "17m": [], "25m": [] },
    },
    "before each by itself": {
      series: shop({ web: OUT, api: OUT }, { web: STANDS, api: STANDS }),
      firing: { "7m": [], "9m": [], "15m": [], "16m": [], "17m": [], "25m": [] },
    },
    "before all, the proxy among it": {
      series: shop({ web: OUT, api: OUT, proxy: "1x22 0x8 1x170" }, { "*": STANDS }),
      firing: { "7m": [], "9m": [], "15m": [], "16m": [], "17m": [], "25m": [] },
    },
    "before another service: told": {
      series: shop({ web: OUT }, { api: STANDS }),
      firing: { "6m": [], "8m": ["Outage/web"] },
    },
    "before one while another goes out: that one is told, and not all": {
      series: shop({ web: OUT, api: OUT }, { api: STANDS }),
      firing: { "8m": ["Outage/web"], "14m": ["Outage/web"] },
    },
    "a service that does not come back is told a few minutes after": {
      series: shop({ web: "1x20 0x180" }, { web: STANDS }),
      firing: { "17m": [], "19m": ["Outage/web"], "40m": ["Outage/web"] },
    },
  });
});

describe("the page's own alert, which tells nobody and mutes", () => {
  testCourses("Maintenance", {
    "of one": { series: shop({}, { web: STANDS }), firing: { "4m": [], "6m": ["Maintenance/web"], "25m": [] } },
    "of all": { series: shop({}, { "*": STANDS }), firing: { "4m": [], "6m": ["Maintenance/shop"], "25m": [] } },
    "none stands": { series: shop({}, {}), firing: { "10m": [] } },
  });
});

test("probes that come seldom keep it longer: they say that something is out until the next one", async () => {
  const { "rules.yml": rules = "" } = await generated({}, healthOf({ interval: "30 minutes" }));
  const { groups }: { groups: { rules: { alert?: string; keep_firing_for?: string }[] }[] } = JSON.parse(rules);
  const kept = groups.flatMap(group => group.rules).filter(({ alert }) => alert === "Maintenance");
  expect(kept.map(({ keep_firing_for }) => keep_firing_for)).toEqual(["1860s", "1860s"]);
});

test("the proxy is asked, and that it does not answer is told once, as its own outage", async () => {
  const { "prometheus.yml": config = "", "rules.yml": rules = "" } = await generated();
  const { scrape_configs }: { scrape_configs: { job_name: string }[] } = JSON.parse(config);
  expect(scrape_configs.find(({ job_name }) => job_name === "shop-alerts-maintenance")).toMatchObject({
    metrics_path: "/maintenance",
    static_configs: [{ targets: ["shop-proxy:9180"] }],
  });
  expect(rules).toContain('up{job!~\\"shop-alerts-proxy|shop-alerts-maintenance\\"}');
});
