import * as aws from "daytwo/aws";
import { plan, type TestPlan } from "daytwo/testing";
import fc from "fast-check";
import { Cache, type CacheArgs } from "../../lib/cache/aws";
import { NODE_TYPES, nodeTypeFor } from "../../lib/cache/aws/nodes";
import { Mistakes } from "../../lib/common/errors";
import { ground } from "../database/aws/planned";
import { awsAccount, expectWired } from "../support/aws";
import { refusal } from "../support/mistakes";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";

function planned(args: CacheArgs = {}, use: (cache: Cache) => unknown = () => undefined): Promise<TestPlan> {
  return plan(() => use(new Cache("shop-cache", { foundation: ground(), ...args })), {
    fixtures: { invokes: awsAccount },
  });
}

function messages(args: unknown): string[] {
  const mistakes = new Mistakes("shop-cache");
  Cache.check(args, "", mistakes);
  return mistakes.all.map(({ path, message }) => `${path}: ${message}`);
}

describe("a cache that was there already", () => {
  const existing = {
    host: "master.shop.abc.euw1.cache.amazonaws.com",
    secretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:cache-AbCdEf:url::",
    securityGroupId: "sg-0a",
  };
  const wired = (more: object = {}) =>
    plan(
      () => {
        const cache = new aws.Cache("shop-cache", { existing: { ...existing, ...more } });
        const target = new aws.DeploymentTarget("shop", {
          foundation: ground(),
          cache,
          services: { web: { image: "ghcr.io/acme/shop:1" } },
        });
        new aws.AlertThresholds("shop-alerts", { watch: target.watch, parts: [cache] });
        return cache.secrets;
      },
      { fixtures: { invokes: awsAccount } },
    );

  it("is given to containers, which are let in, and nothing is made of it", async () => {
    const shop = await wired();
    expect(shop.named("shop-web-cache-admission").inputs).toMatchObject({ securityGroupId: "sg-0a", fromPort: 6379 });
    expect(shop.outputs.CACHE_URL).toEqual({ stored: existing.secretArn });
    expect(shop.all(GROUP)).toEqual([]);
    expect(shop.resources.filter(({ name }) => name.includes("alerts-cache"))).toEqual([]);
  });

  it("is watched where its nodes are known", async () => {
    const shop = await wired({ nodes: ["shop-001"] });
    expect(JSON.stringify(shop.named("shop-alerts-cache-cpu-alarm").inputs)).toContain("shop-001");
  });

  it("has no settings of a new one", () => {
    expect(messages({ existing, memory: "1GiB", persistent: true })).toEqual([
      "memory: is a setting of a new cache, and this one is there already; leave it out, or leave out existing",
    ]);
    expect(messages({ existing: { host: "https://x", nodes: ["Shop 1"] } })).toEqual([
      "existing.secretArn: is missing; it is required",
      "existing.securityGroupId: is missing; it is required",
      'existing.host: "https://x" is not allowed; write its host name, such as "master.shop.abc.euw1.cache.amazonaws.com"',
      'existing.nodes[0]: "Shop 1" is not allowed; write the identifiers of its nodes, "shop-001"',
    ]);
  });
});

describe("a cache in production", () => {
  let shop: TestPlan;
  beforeAll(async () => {
    shop = await planned({ memory: "1GiB" });
  });
  const group = () => shop.one(GROUP);

  it("is encrypted, at rest with a key of its own, and on its way", () => {
    const encrypted = {
      atRestEncryptionEnabled: true,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
    };
    expect(group().inputs).toMatchObject({ engine: "valkey", engineVersion: "8.0", ...encrypted });
    expectWired(group(), "kmsKeyId", shop.named("shop-cache-key"));
  });

  it("has a second node in another zone, which takes over", () => {
    const standby = { numCacheClusters: 2, multiAzEnabled: true, automaticFailoverEnabled: true };
    expect(group().inputs).toMatchObject({ nodeType: "cache.t4g.small", ...standby });
    expect(shop.named("shop-cache-subnets").inputs.subnetIds).toEqual(["subnet-3", "subnet-4"]);
  });

  it("has a password that is kept from the first time on, and is nowhere to be read", () => {
    expect(group().inputs.authToken).toBeDefined();
    expect(JSON.stringify(shop)).not.toMatch(/[0-9a-f]{64}/);
    expect(group().ignoreChanges).toEqual(["authToken"]);
    const version = shop.named("shop-cache-secret-version");
    expectWired(version, "secretString", group());
  });

  it("drops what was not used for longest when it is full", () => {
    const { family, parameters } = shop.named("shop-cache-parameters").inputs;
    expect([family, parameters]).toEqual(["valkey8", [{ name: "maxmemory-policy", value: "allkeys-lru" }]]);
  });

  it("sends its slow log where it is kept for a time", () => {
    expect(group().inputs.logDeliveryConfigurations).toContainEqual(
      expect.objectContaining({ logType: "slow-log", destinationType: "cloudwatch-logs" }),
    );
    expect(shop.named("shop-cache-slow-log-log-group").inputs.retentionInDays).toBe(30);
  });
});

test("a cache in staging is one small node", async () => {
  const { inputs } = (await planned({ environment: "staging" })).one(GROUP);
  expect(inputs).toMatchObject({ nodeType: "cache.t4g.micro", numCacheClusters: 1, automaticFailoverEnabled: false });
  expect(inputs).toMatchObject({ snapshotRetentionLimit: 0, applyImmediately: true });
});

test("entries that are to last are in two nodes and snapshots, and are not deleted", async () => {
  const shop = await planned({ persistent: true });
  expect(shop.one(GROUP)).toMatchObject({ protect: true, deleteBeforeReplace: false });
  expect(shop.one(GROUP).inputs).toMatchObject({ numCacheClusters: 2, snapshotRetentionLimit: 7 });
  expect(shop.one(GROUP).inputs).toHaveProperty("finalSnapshotIdentifier");
  expect(shop.diagnostics.map(({ message }) => message)).toContain(
    "persistent: entries outlive the loss of one node; ElastiCache has no log of them on a disk: they are in a second node, and in a snapshot a day",
  );
});

test("a password that is given can be renewed: the one before holds along with it", async () => {
  const { ignoreChanges, inputs } = (await planned({ password: "a-password-of-mine" })).one(GROUP);
  expect(ignoreChanges ?? []).toEqual([]);
  expect(inputs.authTokenUpdateStrategy).toBe("ROTATE");
});

test("each container is let in, and given the address as a secret that it may read", async () => {
  const shop = await plan(
    () => {
      const foundation = ground();
      const cache = new Cache("shop-cache", { foundation });
      new aws.DeploymentTarget("shop", { foundation, cache, workers: { mailer: { image: "shop" } } });
    },
    { fixtures: { invokes: awsAccount } },
  );
  const admission = shop.named("shop-mailer-cache-admission");
  expectWired(admission, "securityGroupId", shop.named("shop-cache-security-group"));
  expect(admission.inputs).toMatchObject({ fromPort: 6379, toPort: 6379, ipProtocol: "tcp" });
  expectWired(
    shop.named("shop-mailer-task-definition"),
    "containerDefinitions",
    shop.named("shop-cache-secret-version"),
  );
  expectWired(shop.named("shop-mailer-execution-policy"), "policy", shop.named("shop-cache-key"));
});

describe("what is wrong is said:", () => {
  it.each<[string, object, string]>([
    [
      "a type beside a size",
      { nodeType: "cache.m7g.large", memory: "1GiB" },
      "memory: stands beside nodeType, which has its own; leave one of the two out",
    ],
    [
      "a type",
      { nodeType: "cache.t1.micro" },
      'nodeType: "cache.t1.micro" is not known here; write one such as cache.t4g.micro, or change the group by transform',
    ],
    [
      "a size that no node has",
      { memory: "400GiB" },
      "memory: no type of node that is known here has so much for entries; change the group by transform",
    ],
    ["a version", { version: "6.2" }, 'version: "6.2" is not offered; write one of "7.2", "8.0", "8.1", "8.2"'],
    [
      "a password, without showing it",
      { password: "hunter2" },
      "password: is no password of ElastiCache's; write 16 to 128 letters, digits and ! & # $ ^ < > -",
    ],
    [
      "entries that cannot last",
      { persistent: true, multiZone: false },
      "multiZone: is false, and entries outlive the loss of a node in a second one only; leave one of the two out",
    ],
  ])("%s", (_, args, message) => {
    expect(messages(args)).toEqual([message]);
  });

  it("nothing to stand on, and too little of it", async () => {
    expect(await refusal(() => new Cache("shop-cache", {}))).toContain(
      "foundation: is missing; write new aws.Foundation(…), on whose network the containers reach it",
    );
    const narrow = plan(() => {
      const vpc = { id: "vpc-0a", publicSubnetIds: ["subnet-1", "subnet-2"], privateSubnetIds: ["subnet-3"] };
      new Cache("shop-cache", { foundation: new aws.Foundation("acme", { vpc }) });
    });
    await expect(narrow).rejects.toThrow(
      "foundation: has one subnet for a cache, whose second node stands in another zone; write two privateSubnetIds, or multiZone: false",
    );
  });

  it("a target that would not reach it", async () => {
    const wrong = plan(
      () => {
        const cache = new Cache("shop-cache", { foundation: ground() });
        new aws.DeploymentTarget("shop", { cache, workers: { mailer: { image: "shop" } } });
      },
      { fixtures: { invokes: awsAccount } },
    );
    await expect(wrong).rejects.toThrow(
      "foundation: is missing; write the one that the cache stands on, or the containers do not reach it",
    );
  });
});

test("the type that is chosen has the memory that is asked for, and no smaller one has", () => {
  fc.assert(
    fc.property(fc.integer({ min: 16, max: 320_000 }), mebibytes => {
      const chosen = nodeTypeFor(`${mebibytes}MiB`);
      const fits = NODE_TYPES.filter(({ memory }) => memory * 1_024 * 0.75 >= mebibytes).map(({ memory }) => memory);
      expect(chosen?.memory).toBe(fits.length > 0 ? Math.min(...fits) : undefined);
    }),
  );
});
