import * as pulumi from "@pulumi/pulumi";
import { Application, type ApplicationArgs, InputError, type Platform } from "daytwo";
import * as aws from "daytwo/aws";
import * as docker from "daytwo/docker";
import { plan, type TestPlan } from "daytwo/testing";
import { AVAILABLE, CAPABILITIES, CELLS } from "../../lib/application/capabilities";

const service = { image: "ghcr.io/acme/shop@sha256:0123", health: "/healthz" };
const base = { platform: aws, environment: "production", service } as const;

function planned(args: ApplicationArgs<typeof aws>): Promise<TestPlan> {
  return plan(() => {
    const { url, confirmations } = new Application("shop", args);
    return { url, confirmations };
  });
}

/** The message of the error that the args give, whatever the compiler would say of them. */
async function message(args: unknown): Promise<string> {
  const error = await plan(() => new Application("shop", args as ApplicationArgs)).catch((thrown: unknown) => thrown);
  return InputError.isInstance(error) ? error.message : `no InputError: ${error}`;
}

const components = (shop: TestPlan) => shop.resources.filter(({ type }) => type.startsWith("daytwo:aws:"));

describe("an application in production", () => {
  let shop: TestPlan;
  beforeAll(async () => {
    shop = await planned({
      ...base,
      service: { build: "./app", health: "/healthz" },
      notify: { critical: ["oncall@example.com"], warning: ["team@example.com"] },
      backups: { resources: ["arn:aws:rds:eu-central-1:123456789012:db:shop"] },
    });
  });

  it("has every part, each of them its child", () => {
    const application = shop.one("daytwo:index:Application");
    const parts = components(shop).filter(({ parent }) => parent === application.urn);
    expect(parts.map(({ type, name }) => `${type} ${name}`).sort()).toEqual([
      "daytwo:aws:AlertThresholds shop-alerts",
      "daytwo:aws:BackupSchedule shop-backups",
      "daytwo:aws:Dashboard shop-dashboard",
      "daytwo:aws:DeploymentTarget shop",
      "daytwo:aws:Foundation shop-foundation",
      "daytwo:aws:HealthCheckAlarms shop-health",
      "daytwo:aws:LogAggregation shop-logs",
      "daytwo:aws:Notifications shop-notifications",
      "daytwo:aws:Registry shop-registry",
    ]);
  });

  it("tells of error lines as it tells of other degradations, which an outage holds back", () => {
    const lines = shop.named("shop-logs-web-error-alarm");
    const degradation = shop.named("shop-alerts-web-degradation");
    expect(lines.inputs).not.toHaveProperty("alarmActions");
    expect(degradation.propertyDependencies.alarmRule).toContain(lines.urn);
    expect(degradation.propertyDependencies.actionsSuppressor).toContain(shop.named("shop-alerts-outage").urn);
  });

  it("gives the outputs that a person needs", () => {
    expect(Object.keys(shop.outputs).sort()).toEqual(["confirmations", "url"]);
    expect(shop.outputs.confirmations).toContainEqual(expect.stringContaining("oncall@example.com"));
  });

  it("lets its containers write to its own logs, and run its own image", () => {
    const definition = shop.named("shop-web-task-definition");
    const upstream = definition.propertyDependencies.containerDefinitions;
    expect(upstream).toContain(shop.one("aws:cloudwatch/logGroup:LogGroup", "shop-logs-web-group").urn);
    expect(upstream).toContain(shop.one("docker-build:index:Image").urn);
  });

  it("names and marks everything as its own", () => {
    for (const { inputs } of shop.resources.filter(({ inputs }) => "tags" in inputs))
      expect(inputs.tags).toMatchObject({ "daytwo:application": "shop", "daytwo:environment": "production" });
  });
});

describe("parts", () => {
  it("can be left out", async () => {
    const off = { registry: false, logs: false, health: false, alerts: false, backups: false } as const;
    const shop = await planned({ ...base, ...off });
    const types = new Set(components(shop).map(({ type }) => type));
    for (const part of ["Registry", "LogAggregation", "HealthCheckAlarms", "AlertThresholds", "BackupSchedule"])
      expect(types).not.toContain(`daytwo:aws:${part}`);
  });

  it("tell of error lines by themselves where no alerts do", async () => {
    const shop = await planned({ ...base, alerts: false, notify: { warning: ["team@example.com"] } });
    expect(shop.named("shop-logs-web-error-alarm").inputs.alarmActions).toHaveLength(1);
  });

  it("take what their platform adds to their policy", async () => {
    const shop = await planned({
      ...base,
      foundation: { vpc: { zones: 2, nat: "single" } },
      logs: { retention: "90 days" },
    });
    expect(shop.all("aws:ec2/natGateway:NatGateway")).toHaveLength(1);
    expect(shop.one("aws:cloudwatch/logGroup:LogGroup", "shop-logs-web-group").inputs.retentionInDays).toBe(90);
  });

  it("are made only when there is something for them: no registry for a given image, no vault for no data", async () => {
    const shop = await planned(base);
    expect(shop.all("aws:ecr/repository:Repository")).toEqual([]);
    expect(shop.all("aws:backup/vault:Vault")).toEqual([]);
  });
});

test("an application that tells nobody says so", async () => {
  const { diagnostics } = await planned(base);
  expect(diagnostics).toContainEqual(
    expect.objectContaining({
      severity: "warning",
      message: 'nobody is told of alarms; write notify: { critical: ["oncall@example.com"] }',
    }),
  );
});

describe("mistakes", () => {
  it.each<[string, object, string]>([
    [
      "no platform",
      { platform: undefined },
      'platform: is no platform; write import * as aws from "daytwo/aws", and platform: aws',
    ],
    [
      "environment",
      { environment: "live" },
      'environment: "live" is not offered; write one of "staging", "production"',
    ],
    ["a misspelt property", { alert: {} }, "alert: is no property; did you mean alerts?"],
    [
      "nothing to run",
      { service: undefined },
      'service: is missing; write service: { image: "…" }, or services, workers or jobs',
    ],
    ["service and services", { services: { api: service } }, "service: stands beside services; move it into services"],
    [
      "the only service",
      { service: { ...service, port: 0 } },
      "service.port: 0 is out of range; write a whole number from 1 to 65535",
    ],
    ["the target's own", { target: { architecture: "x86" } }, 'target.architecture: "x86" is not offered; '],
    [
      "the foundation's",
      { foundation: { vpc: { zones: 4 } } },
      "foundation.vpc.zones: 4 is not offered; write one of 2, 3",
    ],
    ["logs", { logs: { retention: "soon" } }, "logs.retention: "],
    ["health", { health: { interval: "soon" } }, "health.interval: "],
    ["alerts", { alerts: { cpu: 200 } }, "alerts.cpu: "],
    ["backups", { backups: { resources: [], daily: "soon" } }, "backups.daily: "],
    [
      "an output where a plain value is needed",
      { environment: pulumi.output("production") },
      "environment: must be known when the program runs; write a plain value, not an output or a promise",
    ],
    [
      "a service that comes too late",
      { service: pulumi.output(service) },
      "service: must be known when the program runs; write a plain value, not an output or a promise",
    ],
    [
      "a size that comes too late",
      { service: { ...service, cpu: pulumi.output(1) } },
      "service.cpu: must be known when the program runs; write a plain value, not an output or a promise",
    ],
    ["a part that is no object", { health: "/healthz" }, "health: must be an object or false; write { … }"],
    ["a part that is true", { logs: true }, "logs: must be an object or false; write { … }"],
    ["a target that is no object", { target: 3 }, "target: must be an object; write { … }"],
    [
      "a service that is null",
      { service: undefined, services: { web: null } },
      "services.web: must be an object, not null; write { … }",
    ],
    [
      "a transform that is none",
      { target: { transform: { cluster: "x" } } },
      'target.transform.cluster: must be a function, not "x"; write args => ({ ...args })',
    ],
    ["notify", { notify: { critical: ["nobody"] } }, "notify.critical[0]: "],
  ])("%s", async (_, change, expected) => {
    expect(await message({ ...base, ...change })).toContain(expected);
  });

  it("are told all at once, over all parts, before anything is registered", async () => {
    const args = {
      ...base,
      service: { ...service, port: 0 },
      logs: { retention: "soon" },
      notify: { critical: ["nobody"] },
    };
    expect(await message(args)).toMatch(/^shop: 3 mistakes\n/);
  });

  it("name the platforms that have what another lacks", async () => {
    const vercel: Platform = { platform: "vercel", DeploymentTarget: aws.DeploymentTarget };
    expect(await message({ ...base, platform: vercel, backups: { resources: ["x"] } })).toBe(
      "shop: backups: not available on vercel; use aws or docker",
    );
  });
});

test("a component without a proper name is refused", async () => {
  await expect(plan(() => new aws.Notifications("Bad Name", {}))).rejects.toThrow(
    'name: "Bad Name" is no name for a component; write letters, digits and hyphens, starting with a letter',
  );
});

test("a part that is on by default and that the platform lacks is told as a loss", async () => {
  const vercel: Platform = { platform: "vercel", DeploymentTarget: aws.DeploymentTarget };
  const { diagnostics } = await plan(() => void new Application("shop", { ...base, platform: vercel }));
  expect(diagnostics.map(({ message }) => message)).toContain("logs: not available on vercel; use aws or docker");
});

test("the table of what each platform has is what the rows have", () => {
  const rows: Platform[] = [aws, docker];
  for (const capability of CAPABILITIES) {
    const having = rows.filter(row => row[CELLS[capability]] !== undefined).map(({ platform }) => platform);
    expect(AVAILABLE[capability]).toEqual(having);
  }
});
