import { testCourses } from "./courses";

const outside = (service: string) => `probe_success{job="shop-health-outside-${service}",of="${service}"}`;
const inside = (service: string, name: string) =>
  `probe_success{job="shop-health-inside-${service}",of="${service}",instance="${name}"}`;

/** All is well for so many quarters of a minute, and then as told. */
function shop(
  after: Partial<Record<"web" | "api" | "mailer" | "proxy", string>> = {},
  well = 60,
): Record<string, string> {
  const course = (what: keyof typeof after) => after[what] ?? `1x${well}`;
  return {
    'up{job="shop-alerts-proxy"}': course("proxy"),
    [outside("web")]: course("web"),
    [inside("web", "1")]: course("web"),
    [inside("web", "2")]: course("web"),
    [outside("api")]: course("api"),
    [inside("api", "1")]: course("api"),
    'daytwo_container_running{of="mailer",role="worker",name="1"}': course("mailer"),
    'daytwo_container_running{of="mailer",role="worker",name="2"}': course("mailer"),
  };
}

const OUT = "1x20 0x60";

describe("an outage is one alert", () => {
  testCourses("Outage", {
    "all is well: none": { series: shop(), firing: { "1m": [], "5m": [], "14m": [] } },
    "one service, however many signs there are of it": {
      series: shop({ web: OUT }),
      firing: { "5m": [], "8m": ["Outage/web"], "14m": ["Outage/web"] },
    },
    "a worker": { series: shop({ mailer: OUT }), firing: { "5m": [], "8m": ["Outage/mailer"] } },
    "every service: one of everything, and of none by itself": {
      series: shop({ web: OUT, api: OUT }),
      firing: { "6m": [], "8m": ["Outage/shop"], "14m": ["Outage/shop"] },
    },
    "every service, one after the other: the first waits for the others": {
      series: shop({ web: "1x20 0x60", api: "1x23 0x60" }),
      firing: { "6m30s": [], "9m": ["Outage/shop"] },
    },
    "the proxy: one of everything": {
      series: shop({ proxy: OUT }),
      firing: { "5m": [], "6m": ["Outage/shop"] },
    },
    "the proxy, and with it every service": {
      series: shop({ proxy: OUT, web: OUT, api: OUT }),
      firing: { "6m": ["Outage/shop"], "9m": ["Outage/shop"], "14m": ["Outage/shop"] },
    },
    "over: two minutes after its last sign": {
      series: shop({ web: "1x20 0x20 1x60" }),
      firing: { "9m": ["Outage/web"], "11m": ["Outage/web"], "16m": [] },
    },
    "signs that take turns are one outage": {
      series: shop({ web: "1x20 0x20 1x4 0x20 1x20" }),
      firing: { "9m": ["Outage/web"], "11m": ["Outage/web"], "12m": ["Outage/web"], "15m": ["Outage/web"] },
    },
    "one lost probe: none": { series: shop({ web: "1x20 0 1x60" }), firing: { "5m15s": [], "6m": [], "7m": [] } },
  });
});

describe("no healthy instance for a minute, and that none is known of is as bad", () => {
  const { [inside("web", "1")]: _1, [inside("web", "2")]: _2, ...unknown } = shop();
  testCourses("NoHealthyInstance|FewHealthyInstances", {
    "none healthy: after a minute and not before": {
      series: shop({ web: OUT }),
      firing: { "6m": [], "6m30s": ["NoHealthyInstance/web"] },
    },
    "none known": { series: unknown, firing: { "45s": [], "1m15s": ["NoHealthyInstance/web"] } },
    "one of two: after five minutes": {
      series: { ...shop(), [inside("web", "2")]: OUT },
      firing: { "9m45s": [], "10m30s": ["FewHealthyInstances/web"] },
    },
    "another one starts and is not healthy yet: never": {
      series: { ...shop(), [inside("web", "3")]: "0x60" },
      firing: { "14m": [] },
    },
  });
});

describe("not reached from outside", () => {
  const { [outside("web")]: _, ...unknown } = shop();
  testCourses("NotReached|NotProbed", {
    "two probes in a row": { series: shop({ web: OUT }), firing: { "6m": [], "8m": ["NotReached/web"] } },
    "no probes: after two minutes": { series: unknown, firing: { "1m45s": [], "2m15s": ["NotProbed/web"] } },
  });
});

describe("certificates: 30 and 7 days before their end, for an hour", () => {
  const ends = (days: number) => ({
    'probe_ssl_earliest_cert_expiry{job="shop-health-outside-web"}': `${days * 86_400}x400`,
  });
  // Both severities have one name and subject, of which one sample is counted each.
  testCourses("CertificateEnds", {
    "31 days: never": { series: ends(31), firing: { "90m": [] } },
    "29 days: after an hour": { series: ends(29), firing: { "59m": [], "61m": ["CertificateEnds/shop.example.com"] } },
    "not an HTTPS service, or not known: never": { series: {}, firing: { "90m": [] } },
  });
});

describe("what cannot be seen", () => {
  testCourses("NotSeen", {
    "after 5 minutes": {
      series: { 'up{job="shop-alerts-steward"}': "0x60" },
      firing: { "4m": [], "6m": ["NotSeen/shop-alerts-steward"] },
    },
    "the proxy is an outage instead": { series: { 'up{job="shop-alerts-proxy"}': "0x60" }, firing: { "14m": [] } },
  });
});
