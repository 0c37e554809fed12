import { allOf } from "../../lib/common/docker/monitoring";
import { databaseMonitoring } from "../../lib/database/docker/monitoring";
import { testCourses } from "../alerts/docker/courses";
import { healthOf } from "../alerts/docker/generated";

/** The shop with a database, without health checks, of which none answers in these courses. */
const withDatabase: Parameters<typeof testCourses>[2] = [{}, databaseMonitoring("shop-database", "shop-exporter:9187")];

const UP = 'pg_up{job="shop-database"}';
const FAILED = 'pg_stat_archiver_failed_count{job="shop-database"}';

describe("the database does not answer for a minute", () => {
  testCourses(
    "DatabaseDown",
    {
      "down: after a minute and not before": {
        series: { [UP]: "1x20 0x60" },
        firing: { "5m": [], "6m": [], "6m30s": ["DatabaseDown/shop-database"] },
      },
      "the exporter is gone, so that nobody knows": {
        series: { [UP]: "1x20" },
        // A series counts for five minutes after its last sample.
        firing: { "5m": [], "12m": ["DatabaseDown/shop-database"] },
      },
      "never seen": { series: {}, firing: { "45s": [], "1m15s": ["DatabaseDown/shop-database"] } },
      "a restart of half a minute: never": { series: { [UP]: "1x20 0x2 1x40" }, firing: { "6m": [], "10m": [] } },
      "until it answers again": {
        series: { [UP]: "1x20 0x20 1x40" },
        firing: { "9m": ["DatabaseDown/shop-database"], "10m45s": [] },
      },
      "another one that is down is not this": {
        series: { [UP]: "1x60", 'pg_up{job="other"}': "0x60" },
        firing: { "14m": [] },
      },
    },
    withDatabase,
  );
});

describe("the write-ahead log is not archived", () => {
  testCourses(
    "DatabaseArchive",
    {
      "failures that go on: after 15 minutes": {
        series: { [FAILED]: "0x20 0+1x160" },
        firing: { "15m": [], "22m": ["DatabaseArchive/shop-database"], "40m": ["DatabaseArchive/shop-database"] },
      },
      "one failure, then it succeeds: never": {
        series: { [FAILED]: "0x20 1x160" },
        firing: { "10m": [], "20m30s": [], "40m": [] },
      },
      "none, however many there were once: never": { series: { [FAILED]: "7x200" }, firing: { "40m": [] } },
    },
    withDatabase,
  );
});

describe("an outage of the database explains those of what needs it", () => {
  const health = healthOf();
  const inside = (service: string) => `probe_success{job="shop-health-inside-${service}",of="${service}",instance="1"}`;
  const outside = (service: string) => `probe_success{job="shop-health-outside-${service}",of="${service}"}`;
  const shop = (course: Record<"database" | "web" | "api", string>) => ({
    'up{job="shop-alerts-proxy"}': "1x140",
    'daytwo_container_running{of="mailer",role="worker",name="1"}': "1x140",
    'daytwo_container_running{of="mailer",role="worker",name="2"}': "1x140",
    [UP]: course.database,
    ...Object.fromEntries(
      (["web", "api"] as const).flatMap(service => [
        [inside(service), course[service]],
        [outside(service), course[service]],
      ]),
    ),
  });
  const well = "1x140";
  testCourses(
    "Outage",
    {
      "alone: told as its own": {
        series: shop({ database: "1x20 0x60", web: well, api: well }),
        firing: { "6m": [], "7m": ["Outage/shop-database"], "14m": ["Outage/shop-database"] },
      },
      "one service with it: told once": {
        series: shop({ database: "1x20 0x60", web: "1x20 0x60", api: well }),
        firing: { "7m": ["Outage/shop-database"], "9m": ["Outage/shop-database"], "14m": ["Outage/shop-database"] },
      },
      "every service with it, sooner or later: told once": {
        series: shop({ database: "1x20 0x60", web: "1x21 0x60", api: "1x30 0x60" }),
        firing: { "7m": ["Outage/shop-database"], "10m": ["Outage/shop-database"], "14m": ["Outage/shop-database"] },
      },
      "services that come back after it: no outage of their own": {
        series: shop({ database: "1x20 0x20 1x100", web: "1x20 0x26 1x100", api: "1x20 0x26 1x100" }),
        firing: {
          "9m": ["Outage/shop-database"],
          "12m": ["Outage/shop-database"],
          "13m": ["Outage/shop-database"],
          "14m": [],
        },
      },
      "a service that does not come back is told of then": {
        series: shop({ database: "1x20 0x20 1x100", web: "1x20 0x120", api: well }),
        firing: { "9m": ["Outage/shop-database"], "15m": ["Outage/web"], "30m": ["Outage/web"] },
      },
    },
    [{}, allOf([health, databaseMonitoring("shop-database", "shop-exporter:9187")])],
  );
});
