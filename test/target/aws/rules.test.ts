import { targetCheck, wiredTargetCheck } from "../../../lib/target/aws/rules";
import { mistakesIn } from "../../support/mistakes";

type Loose = Record<string, unknown>;

const web: Loose = { image: "ghcr.io/acme/shop@sha256:0123", health: "/healthz" };
const base: Loose = { environment: "production", services: { web } };

function withWeb(change: Loose): Loose {
  return { ...base, services: { web: { ...web, ...change } } };
}

describe("a deployment target's args", () => {
  it("may hold all that is documented", () => {
    const full = {
      ...base,
      application: "shop",
      tags: { team: "a" },
      services: {
        web: {
          ...web,
          command: ["serve"],
          cpu: 0.5,
          memory: "1GiB",
          environment: { A: "" },
          secrets: { B: "c" },
          port: 3000,
          health: {
            path: "/up",
            interval: "10 seconds",
            timeout: "2 seconds",
            grace: "2 minutes",
            healthyAfter: 2,
            unhealthyAfter: 10,
          },
          scale: { min: 1, max: 4, cpu: 50, memory: 50, requests: 1000 },
          domain: "shop.example.com",
          path: "/shop",
          rollout: { strategy: "rolling", bake: "0 minutes", rollback: false },
        },
      },
      workers: { mailer: { image: "mailer", scale: { min: 1, max: 2 } } },
      jobs: { cleanup: { image: "cleanup", schedule: "*/15 3 * * 1-5" } },
      vpc: { cidr: "10.8.0.0/20", zones: 2, nat: "single" },
      cluster: { arn: "arn", name: "main" },
      hostedZone: "example.com",
      architecture: "arm64",
    };
    expect(mistakesIn(targetCheck, full)).toEqual([]);
  });

  it.each<[string, Loose, string]>([
    [
      "environment",
      { ...base, environment: "prod" },
      'environment: "prod" is not offered; write one of "staging", "production"',
    ],
    [
      "environment without a preset",
      { ...base, environment: { name: "qa" } },
      "environment.preset: is missing; it is required",
    ],
    ["a property that is none", { ...base, servces: {} }, "servces: is no property; did you mean services?"],
    [
      "another row's database",
      { ...base, database: { secrets: {} } },
      "database: is no part of this row; leave it out, and write what it is reached by into each container's secrets",
    ],
    [
      "a service's name",
      { services: { Web: web } },
      'services.Web: "Web" is not allowed; write 1 to 24 lower-case letters, digits and hyphens, starting with a letter, with single hyphens between',
    ],
    [
      "no image",
      { services: { web: {} } },
      'services.web: has neither an image nor a build; write image: "…" or build: "./app"',
    ],
    [
      "image and build",
      withWeb({ build: "./app" }),
      "services.web: has both an image and a build; write one of the two",
    ],
    [
      "image with a space",
      withWeb({ image: "my image" }),
      'services.web.image: "my image" is not allowed; write an image reference, its name in lower case, such as "ghcr.io/acme/shop@sha256:…"',
    ],
    [
      "build without context",
      { services: { web: { build: { target: "x" } } } },
      "services.web.build.context: is missing; it is required",
    ],
    ["command", withWeb({ command: [] }), "services.web.command: has 0 entries; write at least 1"],
    ["cpu", withWeb({ cpu: 0 }), "services.web.cpu: 0 is out of range; write a number from 0.05 to 64"],
    [
      "memory",
      withWeb({ memory: "1GB" }),
      'services.web.memory: "1GB" is no size; write a size from "64MiB" to "480GiB", such as "64MiB"',
    ],
    [
      "too much memory for Fargate",
      withWeb({ memory: "200GiB" }),
      'services.web.memory: 0.25 vCPU with 200GiB is more than Fargate offers; write at most 16 vCPU and "120GiB"',
    ],
    [
      "too much CPU for Fargate",
      withWeb({ cpu: 32 }),
      'services.web.cpu: 32 vCPU with 512MiB is more than Fargate offers; write at most 16 vCPU and "120GiB"',
    ],
    [
      "variable name",
      withWeb({ environment: { "MY-VAR": "1" } }),
      'services.web.environment.MY-VAR: "MY-VAR" is not allowed; write letters, digits and underscores, not starting with a digit',
    ],
    [
      "variable value",
      withWeb({ environment: { PORT: 80 } }),
      "services.web.environment.PORT: must be a text, not 80; put it in quotes",
    ],
    [
      "secret value",
      withWeb({ secrets: { KEY: 4711 } }),
      "services.web.secrets.KEY: must be a text; write a text or, better, config.requireSecret(…)",
    ],
    [
      "a variable twice",
      withWeb({ environment: { KEY: "a" }, secrets: { KEY: "b" } }),
      "services.web.environment.KEY: is also among the secrets; leave it in secrets only",
    ],
    [
      "port",
      withWeb({ port: 70_000 }),
      "services.web.port: 70000 is out of range; write a whole number from 1 to 65535",
    ],
    [
      "health path",
      withWeb({ health: "healthz" }),
      'services.web.health: "healthz" is not allowed; write a path that starts with a slash, such as "/healthz"',
    ],
    [
      "health interval",
      withWeb({ health: { interval: "1 hour" } }),
      'services.web.health.interval: "1 hour" is out of range; write a duration from "5 seconds" to "5 minutes", such as "5 seconds"',
    ],
    [
      "health time-out",
      withWeb({ health: { timeout: "30 seconds" } }),
      'services.web.health.timeout: "30 seconds" is not less than the interval of "30 seconds"; write a shorter time-out',
    ],
    [
      "scale",
      withWeb({ scale: { min: 5, max: 2 } }),
      "services.web.scale.min: 5 is more than max, 2; write a min of at most max",
    ],
    [
      "scaling target",
      withWeb({ scale: { cpu: 100 } }),
      "services.web.scale.cpu: 100 is out of range; write a whole number from 10 to 95",
    ],
    [
      "requests of a worker",
      { workers: { w: { image: "w", scale: { requests: 5 } } } },
      "workers.w.scale.requests: is no property; write one of min, max, cpu, memory",
    ],
    [
      "domain",
      withWeb({ domain: "https://shop.example.com" }),
      'services.web.domain: "https://shop.example.com" is not allowed; write a host name in lower case, such as "shop.example.com"',
    ],
    [
      "a certificate without a domain",
      withWeb({ certificate: "arn" }),
      "services.web.certificate: is given without a domain; write the domain that it is for",
    ],
    [
      "rollout",
      withWeb({ rollout: { strategy: "canary" } }),
      'services.web.rollout.strategy: "canary" is not offered; write one of "rolling", "blue-green"',
    ],
    [
      "bake time",
      withWeb({ rollout: { bake: "2 days" } }),
      'services.web.rollout.bake: "2 days" is out of range; write a duration from "0 minutes" to "24 hours", such as "0 minutes"',
    ],
    [
      "schedule",
      { jobs: { j: { image: "j", schedule: "daily" } } },
      'jobs.j.schedule: "daily" is not allowed; write five fields of cron, such as "0 3 * * *"',
    ],
    [
      "both days",
      { jobs: { j: { image: "j", schedule: "0 3 1 * 1" } } },
      'jobs.j.schedule: "0 3 1 * 1" names a day of the month and a day of the week; EventBridge takes one of them, write * for the other',
    ],
    [
      "network range",
      { ...base, vpc: { cidr: "10.0.0.0/8" } },
      'vpc.cidr: "10.0.0.0/8" is no network range; write one from /16 to /24 that starts at its boundary, such as "10.0.0.0/16"',
    ],
    ["zones", { ...base, vpc: { zones: 1 } }, "vpc.zones: 1 is not offered; write one of 2, 3"],
    [
      "one public subnet",
      { ...base, vpc: { id: "vpc-0a", publicSubnetIds: ["subnet-1"] } },
      "vpc.publicSubnetIds: has 1 entries; write at least 2",
    ],
    [
      "network id",
      { ...base, vpc: { id: "main", publicSubnetIds: ["a", "b"] } },
      'vpc.id: "main" is not allowed; write its id, "vpc-…"',
    ],
    [
      "architecture",
      { ...base, architecture: "x64" },
      'architecture: "x64" is not offered; write one of "x86_64", "arm64"',
    ],
    [
      "names over kinds",
      { ...base, workers: { web: { image: "w" } } },
      "workers.web: services.web has the same name; names are unique over services, workers and jobs",
    ],
    [
      "the same route twice",
      { services: { a: web, b: web } },
      "services.b: answers at the same domain and path as a; give one of them another domain or path",
    ],
    [
      "one domain missing",
      { services: { a: { ...web, domain: "a.example.com" }, b: web } },
      "services.b.domain: is missing while another service has one; write a domain, or a path of its own",
    ],
  ])("%s", (_, args, message) => {
    expect(mistakesIn(targetCheck, args)).toEqual([message]);
  });

  it("need a registry for what is built", () => {
    const built = { services: { web: { build: "./app" } } };
    expect(mistakesIn(targetCheck, built)).toEqual([]);
    expect(mistakesIn(wiredTargetCheck, built)).toEqual([
      "services.web.build: needs a registry to push to; give the target a registry, or write an image",
    ]);
  });

  it("are all told at once", () => {
    expect(
      mistakesIn(targetCheck, { services: { web: { port: 0, cpu: "1", image: "a" } }, vpc: { zones: 9 } }),
    ).toHaveLength(3);
  });

  it("never show a secret", () => {
    const args = withWeb({ secrets: { KEY: { hunter2: "hunter2" } }, environment: { KEY: "a" } });
    expect(mistakesIn(targetCheck, args).join()).not.toContain("hunter2");
  });
});
