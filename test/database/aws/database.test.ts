import * as pulumi from "@pulumi/pulumi";
import { Application } from "daytwo";
import * as aws from "daytwo/aws";
import { plan, type TestPlan } from "daytwo/testing";
import { awsAccount, expectWired } from "../../support/aws";
import { CLUSTER, ground, INSTANCE, planned, settings } from "./planned";

describe("a database in production", () => {
  let shop: TestPlan;
  beforeAll(async () => {
    shop = await planned({ version: "16", memory: "4GiB" });
  });
  const instance = () => shop.one(INSTANCE);

  it("is encrypted, private, and in two zones", () => {
    const { inputs } = instance();
    expect(inputs).toMatchObject({ storageEncrypted: true, publiclyAccessible: false, multiAz: true });
    expectWired(instance(), "kmsKeyId", shop.one("aws:kms/key:Key"));
    expect(shop.one("aws:rds/subnetGroup:SubnetGroup").inputs.subnetIds).toEqual(["subnet-3", "subnet-4"]);
    expect(settings(shop).get("rds.force_ssl")).toBe("1");
  });

  it("is protected, and leaves a snapshot of its own behind", () => {
    const { protect, inputs } = instance();
    expect(protect).toBe(true);
    expect(inputs).toMatchObject({ deletionProtection: true, skipFinalSnapshot: false, deleteAutomatedBackups: false });
    expectWired(instance(), "finalSnapshotIdentifier", shop.one("aws:rds/subnetGroup:SubnetGroup"));
  });

  it("logs slow queries where they are kept for a time", () => {
    expect(settings(shop).get("log_min_duration_statement")).toBe("500");
    expect(instance().inputs.enabledCloudwatchLogsExports).toContain("postgresql");
    const group = shop.named("shop-database-postgresql-log-group");
    expect(group.inputs.retentionInDays).toBe(30);
    // RDS makes groups that are not there yet, and keeps them for ever.
    expect(instance().dependencies).toContain(group.urn);
  });

  it("lets in as many as its class has memory for, and says so to the alarms", async () => {
    const most = Math.floor((4 * 1_073_741_824) / 9_531_392);
    expect(instance().inputs.instanceClass).toBe("db.t4g.medium");
    expect(settings(shop).get("max_connections")).toBe(String(most));
    const { outputs } = await planned({ memory: "4GiB" }, ({ watched }) => ({ most: watched.maximumConnections }));
    expect(outputs.most).toBe(most);
  });

  it("has its passwords made within AWS: none is in the plan", () => {
    expect(instance().inputs.manageMasterUserPassword).toBe(true);
    expect(instance().inputs).not.toHaveProperty("password");
    expect(shop.all("aws:secretsmanager/secretVersion:SecretVersion")).toEqual([]);
  });

  it("renews the application's password, once there is one", () => {
    const rotation = shop.one("aws:secretsmanager/secretRotation:SecretRotation");
    expect(rotation.inputs).toMatchObject({ rotationRules: { automaticallyAfterDays: 30 }, rotateImmediately: false });
    expect(rotation.dependencies).toContain(shop.one("aws:lambda/invocation:Invocation").urn);
  });

  it("has the login made anew where another server takes its place", () => {
    expectWired(shop.one("aws:lambda/invocation:Invocation"), "triggers", instance());
  });
});

test("a database in staging is small, alone, and can be deleted", async () => {
  const { one } = await planned({ environment: "staging" });
  expect(one(INSTANCE).inputs).toMatchObject({
    instanceClass: "db.t4g.micro",
    multiAz: false,
    deletionProtection: false,
    skipFinalSnapshot: true,
    monitoringInterval: 0,
    backupRetentionPeriod: 7,
  });
});

test.each([
  ["an instance", {}, INSTANCE],
  ["Aurora", { serverless: { min: 1, max: 2 } }, CLUSTER],
])("%s goes to another major version when that is said, and then at once", async (_, kind, type) => {
  const [usual, upgraded] = [await planned(kind), await planned({ ...kind, majorUpgrade: true })];
  expect(usual.one(type).inputs).toMatchObject({ allowMajorVersionUpgrade: false, applyImmediately: false });
  expect(upgraded.one(type).inputs).toMatchObject({ allowMajorVersionUpgrade: true, applyImmediately: true });
});

test("a database whose name changes is not deleted to make another one, in staging neither", async () => {
  const shop = await planned({ environment: "staging" });
  expect(shop.one(INSTANCE).deleteBeforeReplace).toBe(false);
});

test("MySQL writes its slow queries to a file, which RDS sends on", async () => {
  const shop = await planned({ engine: "mysql", slowQueries: "2 seconds" });
  expect(Object.fromEntries(settings(shop))).toMatchObject({
    slow_query_log: "1",
    long_query_time: "2",
    log_output: "FILE",
    require_secure_transport: "1",
    max_connections: "85",
  });
  expect(shop.one("aws:rds/parameterGroup:ParameterGroup").inputs.family).toBe("mysql8.4");
  expect(shop.one(INSTANCE).inputs.enabledCloudwatchLogsExports).toContain("slowquery");
});

describe("Aurora Serverless v2", () => {
  it("refuses plain text in its own word with MySQL, where an instance takes a number", async () => {
    const shop = await planned({ engine: "mysql", serverless: { min: 0.5, max: 4 } });
    expect(settings(shop, "shop-database-cluster-parameters").get("require_secure_transport")).toBe("ON");
  });

  it("is a cluster with a second server in production", async () => {
    const shop = await planned({ serverless: { min: 2, max: 16 }, version: "16" });
    const cluster = shop.one(CLUSTER);
    expect(cluster.inputs).toMatchObject({
      engine: "aurora-postgresql",
      serverlessv2ScalingConfiguration: { minCapacity: 2, maxCapacity: 16 },
      deletionProtection: true,
      storageEncrypted: true,
    });
    expect(cluster.protect).toBe(true);
    expect(shop.all("aws:rds/clusterInstance:ClusterInstance").map(({ protect }) => protect)).toEqual([true, true]);
    expect(shop.one("aws:rds/clusterParameterGroup:ClusterParameterGroup").inputs.family).toBe("aurora-postgresql16");
  });

  it("lets in fewer where it may scale down to half a unit", async () => {
    const shop = await planned({ serverless: { min: 0.5, max: 64 }, environment: "staging" });
    expect(settings(shop, "shop-database-cluster-parameters").get("max_connections")).toBe("2000");
    expect(shop.all("aws:rds/clusterInstance:ClusterInstance")).toHaveLength(1);
  });
});

describe("the containers of a target that is given a database", () => {
  const image = "ghcr.io/acme/shop:1";

  it("get its URL, may read it, and are let in: services, workers and jobs alike", async () => {
    const shop = await plan(
      () => {
        const foundation = ground();
        const existing = {
          identifier: "shop",
          host: "db.example.com",
          secretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-AbCdEf:url::",
          secretKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1",
          securityGroupId: "sg-0a",
        };
        const database = new aws.Database("shop-database", { existing });
        const jobs = { cleanup: { image }, own: { image, secrets: { DATABASE_URL: pulumi.secret("hunter2") } } };
        new aws.DeploymentTarget("shop", {
          foundation,
          database,
          services: { web: { image } },
          workers: { mail: { image } },
          jobs,
        });
      },
      { fixtures: { invokes: awsAccount } },
    );
    const rules = shop
      .all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
      .filter(({ inputs }) => inputs.securityGroupId === "sg-0a");
    expect(rules.map(({ name }) => name).sort()).toEqual(
      ["cleanup", "mail", "own", "web"].map(source => `shop-${source}-database-admission`),
    );
    for (const { inputs } of rules) expect(inputs).toMatchObject({ fromPort: 5432, toPort: 5432, ipProtocol: "tcp" });
    expect(shop.all("aws:rds/instance:Instance")).toEqual([]);
    // One secret alone is made: of the job that has a value of its own.
    expect(shop.all("aws:secretsmanager/secret:Secret").map(({ name }) => name)).toEqual(["shop-own-secret"]);
    expect(JSON.stringify(shop)).not.toContain("hunter2");
  });

  it("stand on the database's foundation", async () => {
    const program = () => {
      const database = new aws.Database("shop-database", { foundation: ground() });
      new aws.DeploymentTarget("shop", { database, services: { web: { image } } });
    };
    await expect(plan(program)).rejects.toThrow(
      "shop: foundation: is missing; write the one that the database stands on, or the containers do not reach it",
    );
  });

  it("are wired so by an application, which watches it as well", async () => {
    const shop = await plan(
      () =>
        new Application("shop", {
          platform: aws,
          environment: "staging",
          service: { image },
          database: { memory: "2GiB" },
          notify: { warning: ["team@example.com"] },
          health: false,
          logs: false,
          backups: false,
        }),
      { fixtures: { invokes: awsAccount } },
    );
    expectWired(
      shop.named("shop-web-task-definition"),
      "containerDefinitions",
      shop.one("aws:lambda/invocation:Invocation"),
    );
    expectWired(shop.named("shop-alerts-database-cpu-alarm"), "dimensions", shop.one(INSTANCE));
    const rights = shop.named("shop-web-execution-policy");
    expectWired(rights, "policy", shop.one("aws:kms/key:Key", "shop-database-key"));
  });
});

test.each<["20GiB" | "20TiB" | "60TiB", number | undefined]>([
  ["20GiB", 100],
  ["20TiB", 65_536],
  ["60TiB", undefined],
])("storage of %s grows as far as RDS sells it", async (storage, most) => {
  expect((await planned({ storage })).one(INSTANCE).inputs.maxAllocatedStorage).toBe(most);
});
