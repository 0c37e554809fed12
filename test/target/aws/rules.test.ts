import { DeploymentTarget } from "../../../lib/target/aws";
import { targetCheck, wiredTargetCheck } from "../../../lib/target/aws/rules";
import { mistakesIn, refusal } from "../../support/mistakes";

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
      cluster: { arn: "arn:aws:ecs:eu-central-1:123456789012:cluster/main", name: "main" },
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
      "database: is no Database of this row; write new aws.Database(…), or leave it out",
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
      withWeb({ rollout: { strategy: "recreate" } }),
      'services.web.rollout.strategy: "recreate" is not offered; write one of "rolling", "blue-green", "canary", "linear"',
    ],
    [
      "a canary's part",
      withWeb({ rollout: { strategy: "canary", canaryPercent: 0 } }),
      "services.web.rollout.canaryPercent: 0 is out of range; write a number from 0.1 to 100",
    ],
    [
      "a part between tenths",
      withWeb({ rollout: { strategy: "canary", canaryPercent: 2.25 } }),
      "services.web.rollout.canaryPercent: 2.25 has more than one decimal; write tenths of a percent, such as 2.3",
    ],
    [
      "a step",
      withWeb({ rollout: { strategy: "linear", stepPercent: 2.9 } }),
      "services.web.rollout.stepPercent: 2.9 is out of range; write a number from 3 to 100",
    ],
    [
      "a canary's time",
      withWeb({ rollout: { strategy: "canary", canaryBake: "25 hours" } }),
      'services.web.rollout.canaryBake: "25 hours" is out of range; write a duration from "0 minutes" to "24 hours", such as "0 minutes"',
    ],
    [
      "steps of a canary",
      withWeb({ rollout: { strategy: "canary", stepPercent: 10 } }),
      'services.web.rollout.stepPercent: is for a linear rollout alone; write strategy: "linear" beside it, or leave it out',
    ],
    [
      "a canary of no canary",
      withWeb({ rollout: { canaryBake: "5 minutes" } }),
      'services.web.rollout.canaryBake: is for a canary rollout alone; write strategy: "canary" beside it, or leave it out',
    ],
    [
      "a certificate that is none",
      withWeb({ domain: "shop.example.com", certificate: "shop" }),
      'services.web.certificate: is no ARN of the kind that is needed; write "arn:aws:acm:…:certificate/…"',
    ],
    [
      "a cluster that is none",
      { ...base, cluster: { arn: "main", name: "main" } },
      'cluster.arn: is no ARN of the kind that is needed; write "arn:aws:ecs:…:cluster/acme"',
    ],
    [
      "a listener of a network load balancer",
      {
        services: { web: { ...web, domain: "shop.example.com" } },
        loadBalancer: { listenerArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/net/main/1/2" },
      },
      'loadBalancer.listenerArn: is no ARN of the kind that is needed; write "arn:aws:elasticloadbalancing:…:listener/app/…"',
    ],
    [
      "a priority of no service",
      { ...base, rulePriorities: { api: 3 } },
      "rulePriorities.api: is no service; write one of web, or leave it out",
    ],
    [
      "a priority out of range",
      { ...base, rulePriorities: { web: 0 } },
      "rulePriorities.web: 0 is out of range; write a whole number from 1 to 50000",
    ],
    [
      "priorities that are none",
      { ...base, rulePriorities: null },
      "rulePriorities: must be an object, not null; write { name: … }",
    ],
    [
      "a subnet that is none",
      { ...base, vpc: { id: "vpc-0a", publicSubnetIds: ["subnet-1", "a"] } },
      'vpc.publicSubnetIds[1]: "a" is not allowed; write its id, "subnet-…"',
    ],
    [
      "a subnet twice",
      { ...base, vpc: { id: "vpc-0a", publicSubnetIds: ["subnet-1", "subnet-1"] } },
      'vpc.publicSubnetIds[1]: "subnet-1" is there already, at [0]; write the ids of subnets in different zones',
    ],
    [
      "a cluster of another name",
      { ...base, cluster: { arn: "arn:aws:ecs:eu-central-1:123456789012:cluster/acme", name: "main" } },
      'cluster.name: "main" is not the name in the ARN; write "acme"',
    ],
    [
      "a priority twice",
      { services: { web, api: { ...web, path: "/api" } }, rulePriorities: { web: 3, api: 3 } },
      "rulePriorities.api: is the same as that of web; write another one",
    ],
    [
      "more services than a balancer has groups for",
      { services: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`s${at}`, { ...web, path: `/${at}` }])) },
      "services: are 51, and a load balancer serves at most 50; give some to another deployment target, with a balancer of its own",
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
      { ...base, vpc: { id: "main", publicSubnetIds: ["subnet-1", "subnet-2"] } },
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

describe("what is named of another Region or account", () => {
  const arn = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:123456789012:${rest}`;
  const args = {
    services: { web: { image: "a", domain: "shop.example.com", certificate: arn("acm", "certificate/1") } },
    cluster: { arn: arn("ecs", "cluster/acme"), name: "acme" },
    loadBalancer: { listenerArn: arn("elasticloadbalancing", "listener/app/acme/1/2") },
  };
  const make = () => new DeploymentTarget("shop", args);
  const paths = ["cluster.arn", "loadBalancer.listenerArn", "services.web.certificate"];

  it("is refused", async () => {
    const config = { "aws:region": "us-east-1", "aws:allowedAccountIds": '["210987654321"]' };
    const message = await refusal(make, config);
    for (const path of paths) {
      expect(message).toContain(
        `${path}: is in eu-west-1, and the stack in us-east-1; write one of the stack's own Region`,
      );
      expect(message).toContain(
        `${path}: is of the account 123456789012, and the stack of 210987654321; write one of the stack's own account`,
      );
    }
  });
});
