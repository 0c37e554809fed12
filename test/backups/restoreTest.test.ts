import * as rds from "@pulumi/aws/rds";
import * as s3 from "@pulumi/aws/s3";
import { plan, type TestPlan } from "daytwo/testing";
import { BackupSchedule } from "../../lib/backups/aws";
import { expectWired } from "../support/aws";
import { BUCKET, CLUSTER, DATABASE, FILES, messages, planned, SELECTION, TABLE } from "./planned";

/** The plan of a component that is told nothing but what it must be. */
let production: TestPlan;
beforeAll(async () => {
  production = await planned({});
});

describe("the restore test", () => {
  test("takes the latest backup of this vault on the first of each month", async () => {
    const result = production;
    const test = result.named("shop-restore-test-plan");
    expect(test.inputs).toMatchObject({
      scheduleExpression: "cron(0 9 1 * ? *)",
      recoveryPointSelection: {
        algorithm: "LATEST_WITHIN_WINDOW",
        recoveryPointTypes: ["SNAPSHOT", "CONTINUOUS"],
        selectionWindowDays: 7,
      },
    });
    expectWired(test, "recoveryPointSelection", result.named("shop-vault"));
  });

  test("selects each type by itself", async () => {
    const result = await planned({ resources: [DATABASE, BUCKET, CLUSTER, TABLE] });
    const selected = result
      .all(SELECTION)
      .map(({ inputs }) => [inputs.protectedResourceType, inputs.protectedResourceArns]);
    expect(selected).toEqual([
      ["Aurora", [CLUSTER]],
      ["DynamoDB", [TABLE]],
      ["RDS", [DATABASE]],
      ["S3", [BUCKET]],
    ]);
  });

  test("selects at most 30 at once", async () => {
    const resources = Array.from({ length: 65 }, (_, index) => `${TABLE}-${index}`);
    const result = await planned({ resources });
    const sizes = result.all(SELECTION).map(({ inputs }) => Object.values(inputs.protectedResourceArns ?? {}).length);
    expect(sizes.sort((a, b) => b - a)).toEqual([30, 30, 5]);
  });

  test("has names of letters, digits and underscores, at most 50, that differ between stacks", async () => {
    const long = "a-very-long-name-of-an-application-with-its-backups";
    const result = await plan(() => new BackupSchedule(long, { resources: [DATABASE] }), { stack: "prod" });
    const names = [result.one("aws:backup/restoreTestingPlan:RestoreTestingPlan"), result.one(SELECTION)];
    for (const { inputs } of names) expect(inputs.name).toMatch(/^[A-Za-z0-9_]{1,50}$/);
    expect(production.named("shop-restore-test-plan").inputs.name).toBe("shop_restore_test_prod");
  });

  test("reads types from Pulumi's own resources, whose ARNs are not known yet", async () => {
    const result = await planned(() => {
      const database = new rds.Instance("db", { instanceClass: "db.t4g.micro" });
      const cluster = new rds.Cluster("cluster", { engine: "aurora-postgresql" });
      return { resources: [database, cluster, new s3.Bucket("bucket")] };
    });
    expect(result.all(SELECTION).map(({ inputs }) => inputs.protectedResourceType)).toEqual(["Aurora", "RDS", "S3"]);
    expectWired(result.named("shop-snapshots-selection"), "resources", result.named("db"));
  });

  test("takes a type that the ARN does not tell", async () => {
    const result = await planned({ resources: [{ arn: CLUSTER, resourceType: "Neptune" }] });
    expect(result.one(SELECTION).inputs.protectedResourceType).toBe("Neptune");
  });

  test("is there for every type when the type shows only later, and the plan says so", async () => {
    const result = await planned(() => ({ resources: [DATABASE, new s3.Bucket("bucket").arn] }));
    const selections = result.all(SELECTION);
    expect(selections).toHaveLength(10);
    for (const { inputs } of selections) expect(inputs.protectedResourceArns).toEqual(["*"]);
    expect(messages(result)).toEqual([
      "info: restoreTest: the type of resources[1] shows only in the update, so a test is set up for every type; write { arn, resourceType } or give the resource itself",
    ]);
    expect(result.named("shop-backup-s3-rights")).toBeDefined();
  });

  test("restores into the network that is given, and leaves time for a check", async () => {
    const RDS = { dbSubnetGroupName: "private", vpcSecurityGroupIds: '["sg-1"]' };
    const result = await planned({ restoreOverrides: { RDS }, validationWindow: "90 minutes" });
    expect(result.one(SELECTION).inputs).toMatchObject({ restoreMetadataOverrides: RDS, validationWindowHours: 2 });
  });

  test("says what it cannot test, and what it needs to", async () => {
    const result = await planned({ resources: [FILES, "arn:aws:redshift:eu-west-1:123456789012:cluster:dwh"] });
    expect(messages(result)).toContain("info: restoreTest: AWS Backup cannot test restores of Redshift");
    expect(messages(result)).toContain(
      "info: restoreTest: AWS Backup cannot infer all that a restore of FSx needs; write restoreOverrides.FSx",
    );
  });

  test("can be left out", async () => {
    const result = await planned({ restoreTest: false });
    expect(result.all(SELECTION)).toEqual([]);
    expect(result.resources.filter(({ name }) => name.includes("restore"))).toEqual([]);
  });
});
