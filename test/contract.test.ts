import * as pulumi from "@pulumi/pulumi";
import type { Platform } from "daytwo";
import * as aws from "daytwo/aws";
import { type PlannedResource, plan, type TestPlan } from "daytwo/testing";
import { awsAccount } from "./support/aws";

/** The compiler holds each row to the contract. */
const rows: Platform[] = [aws];

const notify = {
  critical: ["oncall@example.com", { webhook: pulumi.secret("https://example.com/hunter2") }],
  warning: ["team@example.com"],
};
const endpoint = {
  service: "web",
  url: pulumi.output("https://shop.example.com/"),
  path: "/",
  domain: "shop.example.com",
};
const watch = {
  endpoints: [endpoint],
  loadBalancer: { arnSuffix: "app/shop/1" },
  services: {
    web: {
      clusterName: "shop",
      serviceName: "web",
      minimumTasks: 2,
      targetGroups: ["targetgroup/a/1", "targetgroup/b/2"],
    },
  },
  certificates: { "shop.example.com": "arn:aws:acm:eu-central-1:123456789012:certificate/1" },
};

/** Every cell of the AWS row, with args that make all it has. */
const cells: [
  name: string,
  make: (common: { environment: "production" | "staging"; tags: Record<string, string> }) => unknown,
][] = [
  ["Notifications", common => new aws.Notifications("shop", { ...common, notify })],
  ["Registry", common => new aws.Registry("shop", { ...common, repositories: ["web"] })],
  [
    "LogAggregation",
    common => new aws.LogAggregation("shop", { ...common, sources: ["web"], archive: "365 days", notify }),
  ],
  [
    "DeploymentTarget",
    common =>
      new aws.DeploymentTarget("shop", {
        ...common,
        services: { web: { image: "shop", domain: "shop.example.com", secrets: { KEY: "hunter2" } } },
        workers: { mailer: { image: "shop" } },
        jobs: { cleanup: { image: "shop", schedule: "0 3 * * *" } },
      }),
  ],
  ["HealthCheckAlarms", common => new aws.HealthCheckAlarms("shop", { ...common, watch, notify })],
  ["AlertThresholds", common => new aws.AlertThresholds("shop", { ...common, watch, notify })],
  [
    "BackupSchedule",
    common =>
      new aws.BackupSchedule("shop", {
        ...common,
        resources: ["arn:aws:rds:eu-central-1:123456789012:db:shop"],
        notify,
      }),
  ],
];

/** What holds data, or what data cannot be read without. */
const HOLDS_DATA = [
  "aws:backup/vault:Vault",
  "aws:ecr/repository:Repository",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:s3/bucket:Bucket",
];

/** Holds nothing that cannot be had again: a probe's last results, and lines that could not be archived. */
const DISPOSABLE = [
  "shop-canaries-bucket",
  "shop-archive-failures",
  "shop-mailer-log-group",
  "shop-cleanup-log-group",
  "shop-web-log-group",
];

test.each(rows.map(row => [row.platform, row] as const))("the row %s has a cell under every name", (_, row) => {
  const made = cells.map(([name]) => name).sort();
  const exported = Object.entries(row).filter(([, value]) => typeof value === "function");
  expect(exported.map(([name]) => name).sort()).toEqual(made);
});

describe.each(cells)("%s", (name, make) => {
  const planned = (environment: "production" | "staging") =>
    plan(() => void make({ environment, tags: { team: "a" } }), {
      fixtures: { invokes: awsAccount },
      config: { "aws:region": "eu-west-1" },
    });
  let production: TestPlan;
  let root: PlannedResource;
  beforeAll(async () => {
    production = await planned("production");
    root = production.one(`daytwo:aws:${name}`);
  });

  it("is the ancestor of all that it makes", () => {
    const parents = new Map(production.resources.map(({ urn, parent }) => [urn, parent]));
    for (const { urn, type } of production.resources) {
      if (type === "pulumi:pulumi:Stack") continue;
      let ancestor: string | null | undefined = urn;
      while (ancestor && ancestor !== root.urn) ancestor = parents.get(ancestor);
      expect([urn, ancestor]).toEqual([urn, root.urn]);
    }
  });

  it("names its children after itself, and the same each time", async () => {
    for (const resource of production.resources.filter(({ custom }) => custom)) expect(resource.name).toMatch(/^shop-/);
    const again = await planned("production");
    expect(again.resources.map(({ urn }) => urn)).toEqual(production.resources.map(({ urn }) => urn));
  });

  it("marks what can be marked, with the user's tags too", () => {
    for (const { urn, inputs } of production.resources.filter(({ inputs }) => "tags" in inputs))
      expect([urn, inputs.tags]).toEqual([
        urn,
        expect.objectContaining({ "daytwo:application": "shop", "daytwo:environment": "production", team: "a" }),
      ]);
  });

  it("registers its outputs, and so do its parts", () => {
    for (const { urn, outputs } of production.resources.filter(({ type }) => type.startsWith("daytwo:")))
      expect([urn, outputs]).toEqual([urn, expect.anything()]);
  });

  it("protects in production what holds data, and nothing in staging", async () => {
    const holding = production.resources.filter(
      ({ type, name }) => HOLDS_DATA.includes(type) && !DISPOSABLE.includes(name),
    );
    for (const { urn, protect } of holding) expect([urn, protect]).toEqual([urn, true]);
    const staging = await planned("staging");
    expect(staging.resources.filter(({ protect }) => protect)).toEqual([]);
  });

  it("shows no secret anywhere", () => {
    expect(JSON.stringify(production)).not.toContain("hunter2");
  });
});
