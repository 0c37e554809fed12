import type { TestPlan } from "daytwo/testing";
import * as fc from "fast-check";
import { documentIn, expectWired } from "../support/aws";
import { BUCKET, CLUSTER, DATABASE, FILES, messages, planned, rules, SELECTION, TABLE } from "./planned";

const DAYS = (max: number) => fc.integer({ min: 1, max }).map(count => `${count} days` as const);

/** The plan of a component that is told nothing but what it must be. */
let production: TestPlan;
beforeAll(async () => {
  production = await planned({});
});

describe("the plans", () => {
  test("keep two weeks of days and eight of weeks", async () => {
    expect(rules(production, "shop-snapshots-plan")).toMatchObject([
      { ruleName: "daily", schedule: "cron(0 3 * * ? *)", lifecycle: { deleteAfter: 14 } },
      { ruleName: "weekly", schedule: "cron(0 3 ? * SUN *)", lifecycle: { deleteAfter: 56 } },
    ]);
  });

  test("keep any second of the last 14 days in production, of the last 7 in staging", async () => {
    const kept = async (environment: "production" | "staging") => {
      const [rule] = rules(await planned({ environment }), "shop-point-in-time-plan");
      expect(rule.enableContinuousBackup).toBe(true);
      return rule.lifecycle.deleteAfter;
    };
    expect(await kept("production")).toBe(14);
    expect(await kept("staging")).toBe(7);
  });

  test("back up what is named by its ARN", async () => {
    const result = await planned({ resources: [DATABASE, TABLE] });
    expect(result.named("shop-snapshots-selection").inputs.resources).toEqual([DATABASE, TABLE]);
  });

  test("keep only what AWS Backup can, and what may be such, restorable to any second", async () => {
    const result = await planned({ resources: [DATABASE, TABLE, BUCKET] });
    expect(result.named("shop-point-in-time-selection").inputs.resources).toEqual([DATABASE, BUCKET]);
  });

  test("say that none of the resources can be brought back to any second", async () => {
    const result = await planned({ resources: [TABLE] });
    expect(result.all("aws:backup/plan:Plan").map(({ name }) => name)).toEqual(["shop-snapshots-plan"]);
    expect(messages(result)).toEqual([
      "info: pointInTime: AWS Backup can bring none of these types of resource back to any second; daily and weekly backups remain",
    ]);
  });

  test("leave point in time out when it is not wanted", async () => {
    expect((await planned({ pointInTime: false })).all("aws:backup/plan:Plan")).toHaveLength(1);
  });

  test("begin at the hour that is asked for", async () => {
    const result = await planned({ hour: 23 });
    expect(rules(result, "shop-snapshots-plan")[0].schedule).toBe("cron(0 23 * * ? *)");
    expect(rules(result, "shop-point-in-time-plan")[0].schedule).toBe("cron(0 1 * * ? *)");
    expect(result.named("shop-restore-test-plan").inputs.scheduleExpression).toBe("cron(0 5 1 * ? *)");
  });

  test("send weekly backups to cold storage when asked to, daily ones never", async () => {
    const [daily, weekly] = rules(await planned({ weekly: "120 days", coldAfter: "30 days" }), "shop-snapshots-plan");
    expect(weekly.lifecycle).toEqual({ deleteAfter: 120, coldStorageAfter: 30 });
    expect(daily.lifecycle).toEqual({ deleteAfter: 14 });
  });

  test("count days, and say so", async () => {
    const result = await planned({ daily: "36 hours" });
    expect(rules(result, "shop-snapshots-plan")[0].lifecycle.deleteAfter).toBe(2);
    expect(messages(result)).toEqual(['info: daily: AWS Backup counts days; "36 hours" is made 2 days']);
  });
});

describe("roles", () => {
  test("one backs up and the other restores", async () => {
    const result = production;
    expect(documentIn(result.named("shop-backup-role"), "assumeRolePolicy").Statement[0].Principal).toEqual({
      Service: "backup.amazonaws.com",
    });
    const rights = result
      .all("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .map(({ inputs }) => inputs.policyArn);
    expect(rights.sort()).toEqual([
      "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
      "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
    ]);
    expectWired(result.named("shop-snapshots-selection"), "iamRoleArn", result.named("shop-backup-role"));
    expectWired(result.one(SELECTION), "iamRoleArn", result.named("shop-restore-role"));
  });

  test("wait for their rights before they are used", async () => {
    const result = production;
    expectWired(result.named("shop-snapshots-selection"), "iamRoleArn", result.named("shop-backup-all-rights"));
  });

  test("have S3's own policies when there is a bucket", async () => {
    const result = await planned({ resources: [BUCKET] });
    expect(result.named("shop-backup-s3-rights").inputs.policyArn).toBe(
      "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup",
    );
    expect(result.named("shop-restore-s3-rights").inputs.policyArn).toBe(
      "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore",
    );
  });
});

test("any valid policy plans", async () => {
  const policy = fc.record(
    {
      environment: fc.constantFrom("staging" as const, "production" as const),
      daily: DAYS(365),
      weekly: DAYS(3650),
      pointInTime: fc.oneof(DAYS(35), fc.constant(false as const)),
      restoreTest: fc.boolean(),
      hour: fc.integer({ min: 0, max: 23 }),
      lock: fc.constant({ mode: "governance" as const }),
      copyTo: fc.constant({ region: "eu-central-1" }),
    },
    { requiredKeys: [] },
  );
  const resources = fc.uniqueArray(fc.constantFrom(DATABASE, CLUSTER, TABLE, BUCKET, FILES), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(policy, resources, async (args, arns) => {
      const result = await planned({ ...args, resources: arns });
      expect(result.named("shop-snapshots-selection").inputs.resources).toEqual(arns);
    }),
    { numRuns: 15 },
  );
});
