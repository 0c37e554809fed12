import * as pulumi from "@pulumi/pulumi";
import type { Platform } from "daytwo";
import * as aws from "daytwo/aws";
import * as docker from "daytwo/docker";
import { type PlannedResource, plan, type TestPlan } from "daytwo/testing";
import { awsAccount } from "./support/aws";

/** The compiler holds each row to the contract. */
const rows: Platform[] = [aws, docker];

const webhooks = { critical: [{ webhook: pulumi.secret("https://example.com/hunter2") }] };
const notify = { critical: ["oncall@example.com", ...webhooks.critical], warning: ["team@example.com"] };
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

interface Common {
  environment: "production" | "staging";
  tags: Record<string, string>;
}

/** What a cell of AWS's stands on: nothing that it makes itself. */
const ground = () =>
  new aws.Foundation("ground", {
    vpc: { id: "vpc-0a", publicSubnetIds: ["subnet-1", "subnet-2"], privateSubnetIds: ["subnet-3", "subnet-4"] },
    cluster: { arn: "arn:aws:ecs:eu-west-1:123456789012:cluster/acme", name: "acme" },
  });

/** A cell, and how to make it with all that it can have. */
type Cell = [name: string, make: (common: Common) => unknown];

const awsCells: Cell[] = [
  ["Foundation", common => new aws.Foundation("shop", common)],
  ["Database", common => new aws.Database("shop", { ...common, foundation: ground() })],
  ["Cache", common => new aws.Cache("shop", { ...common, foundation: ground(), persistent: true })],
  ["FileStore", common => new aws.FileStore("shop", common)],
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
  ["Dashboard", common => new aws.Dashboard("shop", { ...common, watch })],
  [
    "BackupSchedule",
    common =>
      new aws.BackupSchedule("shop", {
        ...common,
        resources: ["arn:aws:rds:eu-west-1:123456789012:db:shop"],
        notify,
      }),
  ],
];

const dockerWatch = { endpoints: [endpoint] };

const dockerCells: Cell[] = [
  ["Foundation", common => new docker.Foundation("shop", common).clock()],
  [
    "Notifications",
    common =>
      new docker.Notifications("shop", {
        ...common,
        notify,
        smtp: { host: "mail.example.com", from: "shop@example.com" },
      }),
  ],
  ["Registry", common => new docker.Registry("shop", { ...common, repositories: ["web"] })],
  ["LogAggregation", common => new docker.LogAggregation("shop", { ...common, sources: ["web"], archive: "365 days" })],
  ["Database", common => new docker.Database("shop", common)],
  ["Cache", common => new docker.Cache("shop", { ...common, persistent: true })],
  ["FileStore", common => new docker.FileStore("shop", common)],
  [
    "DeploymentTarget",
    common =>
      new docker.DeploymentTarget("shop", {
        ...common,
        services: { web: { image: "shop", domain: "shop.example.com", secrets: { KEY: "hunter2" } } },
        workers: { mailer: { image: "shop" } },
        jobs: { cleanup: { image: "shop", schedule: "0 3 * * *" } },
      }),
  ],
  [
    "HealthCheckAlarms",
    common => new docker.HealthCheckAlarms("shop", { ...common, watch: dockerWatch, notify: webhooks }),
  ],
  [
    "AlertThresholds",
    common => new docker.AlertThresholds("shop", { ...common, watch: dockerWatch, notify: webhooks }),
  ],
  [
    "BackupSchedule",
    common =>
      new docker.BackupSchedule("shop", {
        ...common,
        configuration: { "shop.env": pulumi.secret("KEY=hunter2") },
        password: pulumi.secret("hunter2-hunter2"),
      }),
  ],
  ["Dashboard", common => new docker.Dashboard("shop", { ...common, watch: dockerWatch })],
];

const cells = [
  ...awsCells.map(([name, make]) => ["aws", name, make] as const),
  ...dockerCells.map(([name, make]) => ["docker", name, make] as const),
];

/** The labels of a container, network or volume, in their plan's form. */
function labelsOf(labels: unknown): Map<unknown, unknown> {
  const pairs: unknown[] = Array.isArray(labels) ? labels : [];
  const isLabel = (pair: unknown): pair is { label: unknown; value: unknown } =>
    typeof pair === "object" && pair !== null && "label" in pair && "value" in pair;
  return new Map(pairs.filter(isLabel).map(({ label, value }) => [label, value]));
}

/** What holds data, or what data cannot be read without. */
const HOLDS_DATA = [
  "aws:backup/vault:Vault",
  "aws:ecr/repository:Repository",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:s3/bucket:Bucket",
  "aws:rds/instance:Instance",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "docker:index/volume:Volume",
];

/** Holds nothing that cannot be had again: a probe's last results, and lines that could not be archived. */
const DISPOSABLE = [
  "shop-canaries-bucket",
  "shop-archive-failures",
  "shop-mailer-log-group",
  "shop-cleanup-log-group",
  "shop-web-log-group",
  "shop-credentials-log-group",
  "shop-credentials-login-log-group",
];

/** Volumes that are filled anew from the program, or that hold what is no loss: sockets, scratch, the last runs of jobs. */
const REFILLED =
  /-(?:results|run|edge-config|router-config|scratch)$|-(?:config|configuration|files|secrets|settings|first|exporter-password|pages)-volume$/;

test.each(rows.map(row => [row.platform, row] as const))("the row %s has a cell under every name", (platform, row) => {
  const made = cells.filter(([of]) => of === platform).map(([, name]) => name);
  const exported = Object.entries(row).filter(([name, value]) => typeof value === "function" && /^[A-Z]/.test(name));
  expect(exported.map(([name]) => name).sort()).toEqual(made.sort());
});

describe.each(cells)("%s.%s", (platform, name, make) => {
  const planned = (environment: "production" | "staging") =>
    plan(() => void make({ environment, tags: { team: "a" } }), {
      fixtures: { invokes: awsAccount },
      config: { "aws:region": "eu-west-1" },
    });
  let production: TestPlan;
  let root: PlannedResource;
  beforeAll(async () => {
    production = await planned("production");
    root = production.one(`daytwo:${platform}:${name}`, "shop");
  });

  it("is the ancestor of all that it makes", () => {
    const parents = new Map(production.resources.map(({ urn, parent }) => [urn, parent]));
    for (const { urn, type, name } of production.resources) {
      if (type === "pulumi:pulumi:Stack" || name === "ground") continue;
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

  it("labels what can be labelled with whose it is, and likewise, where that makes nothing anew", () => {
    for (const { urn, name, inputs } of production.resources.filter(({ inputs }) => "labels" in inputs)) {
      const labels = labelsOf(inputs.labels);
      const marks = [labels.get("daytwo:application"), labels.get("team")];
      expect([urn, labels.get("daytwo.stack")]).toEqual([urn, "stack"]);
      expect([urn, ...marks]).toEqual(
        REFILLED.test(name) && !marks[0] ? [urn, undefined, undefined] : [urn, "shop", "a"],
      );
    }
  });

  it("registers its outputs, and so do its parts", () => {
    for (const { urn, outputs } of production.resources.filter(({ type }) => type.startsWith("daytwo:")))
      expect([urn, outputs]).toEqual([urn, expect.anything()]);
  });

  it("protects in production what holds data, and nothing in staging", async () => {
    const holding = production.resources.filter(
      ({ type, name }) => HOLDS_DATA.includes(type) && !DISPOSABLE.includes(name) && !REFILLED.test(name),
    );
    for (const { urn, protect } of holding) expect([urn, protect]).toEqual([urn, true]);
    const staging = await planned("staging");
    expect(staging.resources.filter(({ protect }) => protect)).toEqual([]);
  });

  it("shows no secret anywhere", () => {
    expect(JSON.stringify(production)).not.toContain("hunter2");
  });
});
