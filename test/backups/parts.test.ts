import { plan, type TestPlan } from "daytwo/testing";
import { BackupSchedule, type BackupScheduleArgs } from "../../lib/backups/aws";
import { Database, type DatabaseArgs } from "../../lib/database/aws";
import { FileStore, type FileStoreArgs } from "../../lib/storage/aws";
import { ground } from "../database/aws/planned";
import { awsAccount, documentIn, expectWired } from "../support/aws";
import { messages, SELECTION } from "./planned";

const EXISTING = {
  identifier: "shop",
  host: "db.example.com",
  secretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-AbCdEf:url::",
  securityGroupId: "sg-0a",
};

interface Given {
  database?: DatabaseArgs;
  storage?: FileStoreArgs;
  args?: Partial<BackupScheduleArgs>;
}

function planned({ database, storage, args }: Given): Promise<TestPlan> {
  const program = () => {
    const foundation = ground();
    const parts = {
      ...(database && {
        database: new Database("shop-database", { ...(!database.existing && { foundation }), ...database }),
      }),
      ...(storage && { storage: new FileStore("shop-storage", storage) }),
    };
    const { confirmations } = new BackupSchedule("shop", { ...parts, ...args });
    return { confirmations };
  };
  return plan(program, { stack: "prod", fixtures: { invokes: awsAccount } });
}

const selection = (shop: TestPlan, type: string) =>
  shop.all(SELECTION).find(({ inputs }) => inputs.protectedResourceType === type) ?? fail(type);

function fail(type: string): never {
  throw new Error(`no restore test selects ${type}`);
}

describe("a database and files", () => {
  let shop: TestPlan;
  beforeAll(async () => {
    shop = await planned({ database: {}, storage: {}, args: { checkQuery: "select count(*) from orders" } });
  });

  it("are backed up, every day and to any second", () => {
    for (const plan of ["snapshots", "point-in-time"]) {
      const selected = shop.named(`shop-${plan}-selection`);
      expectWired(selected, "resources", shop.one("aws:rds/instance:Instance"));
      expectWired(selected, "resources", shop.named("shop-storage-bucket"));
    }
  });

  it("leave it to AWS Backup how long every moment is kept, which would be set back with each update", () => {
    const { ignoreChanges } = shop.one("aws:rds/instance:Instance");
    expect(ignoreChanges).toEqual(["backupRetentionPeriod", "backupWindow"]);
  });

  it("have roles that may back up and restore buckets", () => {
    const arns = shop.all("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs.policyArn);
    expect(arns).toEqual(
      expect.arrayContaining([
        "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup",
        "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore",
      ]),
    );
  });

  it("are restored into the database's own network, which is so no duty of a person", () => {
    const test = selection(shop, "RDS");
    expectWired(test, "restoreMetadataOverrides", shop.one("aws:rds/subnetGroup:SubnetGroup"));
    expectWired(test, "restoreMetadataOverrides", shop.named("shop-database-security-group"));
    expect(test.inputs.validationWindowHours).toBe(2);
    expect(shop.outputs.confirmations).toEqual([]);
  });

  it("are proven: what was restored starts a job, which is let in", () => {
    const rule = shop.named("shop-proof-restore-check-event-rule");
    expectWired(rule, "eventPattern", shop.named("shop-restore-test-plan"));
    const target = shop.named("shop-proof-restore-check-event-target");
    expect(target.inputs.inputTransformer).toEqual({
      inputPaths: { v0: "$.detail.restoreJobId", v1: "$.detail.createdResourceArn" },
      inputTemplate:
        '{"containerOverrides":[{"name":"restore-check","environment":[{"name":"RESTORE_JOB","value":<v0>},{"name":"RESTORED_ARN","value":<v1>}]}]}',
    });
    expectWired(
      shop.named("shop-proof-restore-check-database-admission"),
      "securityGroupId",
      shop.named("shop-database-security-group"),
    );
    expect(shop.resources.map(({ name }) => name)).not.toContain("shop-proof-restore-check-schedule");
  });

  it("where the job may change nothing but what is restored for tests", () => {
    const { Statement } = documentIn(shop.named("shop-proof-restore-check-rights"));
    expect(Statement[0]).toMatchObject({
      Action: ["rds:DescribeDBInstances", "rds:ModifyDBInstance"],
      Resource: "arn:aws:rds:eu-west-1:123456789012:db:awsbackup-restore-test-*",
    });
  });
});

test("a database that is told how long to keep every moment does so itself, which is said", async () => {
  const shop = await planned({ database: { backupRetention: "20 days" } });
  expect(shop.one("aws:rds/instance:Instance").ignoreChanges ?? []).toEqual([]);
  expect(shop.resources.map(({ name }) => name)).not.toContain("shop-point-in-time-plan");
  expect(messages(shop)).toContain(
    "info: pointInTime: the database keeps every moment itself, for its backupRetention; daily and weekly backups remain",
  );
});

describe("an Aurora cluster, which AWS Backup restores without a server", () => {
  let shop: TestPlan;
  beforeAll(async () => {
    shop = await planned({ database: { serverless: { min: 0.5, max: 2 } }, args: { checkQuery: "select 1" } });
  });

  it("is restored into its own network, and stands long enough to be asked", () => {
    const test = selection(shop, "Aurora");
    expectWired(test, "restoreMetadataOverrides", shop.one("aws:rds/subnetGroup:SubnetGroup"));
    expect(test.inputs.validationWindowHours).toBe(2);
  });

  it("is asked by a job", () => {
    expectWired(
      shop.named("shop-proof-restore-check-event-rule"),
      "eventPattern",
      shop.named("shop-restore-test-plan"),
    );
    expectWired(
      shop.named("shop-proof-restore-check-rights"),
      "policy",
      shop.one("aws:kms/key:Key", "shop-database-key"),
    );
  });
});

test("of a bucket that was there already, somebody must see to its versions", async () => {
  const shop = await planned({ storage: { existing: { bucket: "shop-files" } } });
  expect(shop.outputs.confirmations).toEqual(["see that versioning is on for the buckets: AWS Backup needs it"]);
});

describe("what is wrong is said:", () => {
  it.each<[string, Given, string]>([
    [
      "a question without a database",
      { storage: {}, args: { checkQuery: "select 1" } },
      "checkQuery: has no database to ask; write database, or leave it out",
    ],
    [
      "a question without a restore",
      { database: {}, args: { checkQuery: "select 1", restoreTest: false } },
      "checkQuery: is asked of what restoreTest restores; leave one of the two out",
    ],
    [
      "a question of a database that was there already",
      { database: { existing: EXISTING }, args: { checkQuery: "select 1" } },
      "checkQuery: cannot be asked: AWS Backup restores this database without a server that is ours; write it in databases",
    ],
  ])("%s", async (_, given, message) => {
    await expect(planned(given)).rejects.toThrow(`shop: ${message}`);
  });
});

describe("the hour at which backups begin", () => {
  const keeping: DatabaseArgs = { backupRetention: "20 days", maintenanceWindow: "sun:04:00-sun:05:00" };
  const refused = (hour: number, window: string) =>
    `shop: hour: ${hour} is within the database's ${window}, or the hour before, when AWS Backup can begin no snapshot; write another hour, or another ${window.split(",")[0]}`;

  it.each([3, 4])("is none of the maintenance, nor just before: %s", async hour => {
    await expect(planned({ database: keeping, args: { hour } })).rejects.toThrow(
      refused(hour, 'maintenanceWindow, "sun:04:00-sun:05:00"'),
    );
  });

  it.each([0, 1])("is none of the database's own backups, nor just before: %s", async hour => {
    await expect(planned({ database: {}, args: { hour, pointInTime: false } })).rejects.toThrow(
      refused(hour, 'backupWindow, "01:00-02:00"'),
    );
  });

  it("may be any other, and the default is", async () => {
    await planned({ database: keeping, args: { hour: 2 } });
    await planned({ database: keeping, args: { hour: 5 } });
    await planned({ database: { backupRetention: "20 days" } });
  });

  it("may be any where AWS Backup keeps every moment too, and of Aurora", async () => {
    await planned({ database: { maintenanceWindow: "sun:04:00-sun:05:00" } });
    await planned({ database: { serverless: { min: 1, max: 2 }, ...keeping } });
  });
});
