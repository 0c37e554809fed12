import type { TestPlan } from "daytwo/testing";
import type { LogAggregation } from "../../../lib/logs/docker";
import { labelsOf, planned, told } from "./planned";

const CONTAINER = "docker:index/container:Container";
const VOLUME = "docker:index/volume:Volume";

/** The plan of a component that is told nothing but what it must be. */
let production: TestPlan;
beforeAll(async () => {
  production = await planned({});
});

describe("the collector", () => {
  test("takes lines on the host's loopback address alone, and keeps them in a volume", async () => {
    const { inputs } = production.named("shop-collector");
    expect(inputs.ports).toEqual([{ internal: 24224, external: 24224, ip: "127.0.0.1" }]);
    expect(inputs.mounts).toEqual([{ type: "volume", source: { $unknown: true }, target: "/logs", readOnly: false }]);
    const other = (await planned({ port: 24225 })).named("shop-collector");
    expect(other.inputs.ports).toMatchObject([{ internal: 24224, external: 24225 }]);
  });

  test("can do nothing else, and comes back by itself", () => {
    expect(production.named("shop-collector").inputs).toMatchObject({
      readOnly: true,
      restart: "unless-stopped",
      capabilities: { drops: ["ALL"] },
      securityOpts: ["no-new-privileges:true"],
    });
  });

  test("does not log to itself", () =>
    expect(production.named("shop-collector").inputs).toMatchObject({ logDriver: "json-file" }));

  test("is found by operations and by Prometheus", () => {
    const collector = production.named("shop-collector");
    expect(labelsOf(collector)).toMatchObject({
      "daytwo.role": "collector",
      "daytwo.of": "shop",
      "daytwo.stack": "prod",
    });
    expect(collector.inputs.networksAdvanced).toMatchObject([{ aliases: ["shop"] }]);
  });

  test("is told the policy", async () => {
    const args = { redact: ["email" as const], redactPatterns: ["order-\\d+"], errorPattern: "boom" };
    expect(told((await planned(args)).named("shop-collector"))).toEqual({
      to: "/logs",
      sources: ["web", "worker"],
      redact: ["email"],
      redactPatterns: ["order-\\d+"],
      errorPattern: "boom",
      syncSeconds: 1,
      port: 24224,
      metricsPort: 9101,
    });
    expect(told(production.named("shop-collector"))).toMatchObject({ redact: ["email", "card-number", "access-key"] });
  });

  test("deletes by age only where nothing else takes lines away", async () => {
    expect(told(production.named("shop-collector"))).not.toHaveProperty("keepDays");
    const without = await planned({ archive: false, retention: "3 days" });
    expect(told(without.named("shop-collector"))).toMatchObject({ keepDays: 3 });
    expect(without.all(CONTAINER)).toHaveLength(1);
  });
});

describe("what holds lines", () => {
  test("is protected in production", () => {
    for (const name of ["shop-volume", "shop-archive-volume"]) expect(production.named(name).protect).toBe(true);
  });

  test("is not in staging, which has no archive", async () => {
    const result = await planned({ environment: "staging" });
    expect(result.all(VOLUME).map(({ name, protect }) => ({ name, protect }))).toEqual([
      { name: "shop-volume", protect: false },
    ]);
    expect(told(result.named("shop-collector"))).toMatchObject({ keepDays: 14 });
  });
});

describe("the archive", () => {
  test("is a job that the clock starts, between two volumes, without a network", () => {
    const job = production.named("shop-archive-job");
    expect(labelsOf(job)).toMatchObject({
      "daytwo.role": "job",
      "daytwo.of": "shop-archive",
      "daytwo.schedule": "20 2 * * *",
    });
    expect(job.inputs).toMatchObject({
      start: false,
      mustRun: false,
      restart: "no",
      networkMode: "none",
      readOnly: true,
    });
    expect(told(job)).toEqual({ from: "/logs", to: { folder: "/archive" }, olderThanDays: 30, deleteAfterDays: 365 });
  });

  test("can be a bucket, whose keys no container's definition shows", async () => {
    const archiveTo = {
      bucket: "shop-archive",
      endpoint: "https://s3.example.com",
      accessKeyId: "AKIAIOSFODNN7EXAMPLE",
      secretAccessKey: "wJalrXUtnFEMI",
    };
    const result = await planned({ archiveTo });
    const job = result.named("shop-archive-job");
    expect(told(job).to).toEqual({
      bucket: "shop-archive",
      endpoint: "https://s3.example.com",
      accessKeyFile: "/run/secrets/access-key",
      secretKeyFile: "/run/secrets/secret-key",
    });
    expect(job.inputs.networkMode).toBeUndefined();
    const volumes = result.all(VOLUME).map(({ name }) => name);
    expect(volumes).toEqual(["shop-foundation-steward-results", "shop-archive-keys-volume", "shop-volume"]);
    expect(JSON.stringify(result.resources)).not.toMatch(/AKIAIOSFODNN7EXAMPLE|wJalrXUtnFEMI/);
  });
});

describe("what a container needs", () => {
  const use = (logs: LogAggregation) => ({ web: logs.container("web"), job: logs.container("dump", "at-once") });

  test("starts and goes on without a collector, and has no copy kept by Docker", async () => {
    const { web } = (await planned({}, use)).outputs;
    expect(web).toEqual({
      logDriver: "fluentd",
      logOpts: {
        "fluentd-address": "127.0.0.1:24224",
        "fluentd-async": "true",
        "fluentd-request-ack": "true",
        "fluentd-buffer-limit": "65536",
        "fluentd-retry-wait": "250ms",
        "fluentd-sub-second-precision": "true",
        "cache-disabled": "true",
        tag: "web",
      },
      envs: ["LOG_FORMAT=json", "LOG_LEVEL=info", "NO_COLOR=1"],
    });
  });

  test("is delivered as is asked for", async () => {
    const acks = async (args: Parameters<typeof planned>[0]) => {
      const { web, job } = (await planned(args, use)).outputs;
      return [web, job].map(logging => JSON.stringify(logging).includes('"fluentd-request-ack":"true"'));
    };
    expect(await acks({})).toEqual([true, false]);
    expect(await acks({ delivery: "at-once" })).toEqual([false, false]);
  });

  test("is not had for what is no name", async () => {
    await expect(planned({}, logs => logs.container("../web"))).rejects.toThrow(
      "shop: sources.../web: is no name of a source; write 1 to 24 lower-case letters, digits and hyphens, starting with a letter, with single hyphens between",
    );
  });
});

describe("who tells", () => {
  test("is its own Prometheus, unless the alarms join others", async () => {
    const names = (result: TestPlan) => result.all(CONTAINER).map(({ name }) => name);
    expect(names(await planned({ pages: true }))).toContain("shop-prometheus-prometheus");
    expect(names(production)).not.toContain("shop-prometheus-prometheus");
  });

  test("the alarms of each source stand under its name", async () => {
    const result = await planned({}, ({ degradation }) => degradation);
    expect(result.outputs).toEqual({ web: ["ErrorLines"], worker: ["ErrorLines"] });
  });
});

test("children are reshaped by the user", async () => {
  const result = await planned({
    transform: {
      collector: args => ({ ...args, memory: 256 }),
      archive: { job: args => ({ ...args, memory: 128 }) },
    },
  });
  expect(result.named("shop-collector").inputs.memory).toBe(256);
  expect(result.named("shop-archive-job").inputs.memory).toBe(128);
});
