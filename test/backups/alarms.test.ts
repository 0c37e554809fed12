import * as pulumi from "@pulumi/pulumi";
import { plan, type TestPlan } from "daytwo/testing";
import type { BackupScheduleArgs } from "../../lib/backups/aws";
import { failedBackups, failedRestores } from "../../lib/backups/aws/alarms";
import { expectWired } from "../support/aws";
import { BUCKET, CLUSTER, FILES, planned } from "./planned";

/** The plan of a component that is told nothing but what it must be. */
let production: TestPlan;
beforeAll(async () => {
  production = await planned({});
});

describe("alarms", () => {
  const notify = { critical: ["oncall@example.com"], warning: ["team@example.com"] };

  test("warn of a failed backup", async () => {
    const result = await planned({ notify });
    const alarm = result.named("shop-alarms-failed");
    expect(alarm.inputs).toMatchObject({
      namespace: "AWS/Backup",
      metricName: "NumberOfBackupJobsFailed",
      treatMissingData: "notBreaching",
    });
    expectWired(alarm, "dimensions", result.named("shop-vault"));
    expectWired(alarm, "alarmActions", result.named("shop-notifications-warning-topic"));
  });

  test("warn when no backup came for two days, though not in the first two, and wake nobody by a metric not seen yet", async () => {
    const result = await planned({ notify });
    const alarm = result.named("shop-alarms-missing");
    expect(alarm.inputs).toMatchObject({
      metricName: "NumberOfBackupJobsCompleted",
      period: 86_400,
      evaluationPeriods: 2,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      treatMissingData: "breaching",
      warmUpConfiguration: { warmUpPeriodDurationInMinutes: 2880 },
    });
    expectWired(alarm, "alarmActions", result.named("shop-notifications-warning-topic"));
    expect(alarm.inputs.alarmActions).toHaveLength(1);
  });

  test("tell jobs of these roles alone by their events, restores as critical", async () => {
    const result = await planned({ notify });
    const backups = result.named("shop-alarms-backups-events");
    expectWired(backups, "eventPattern", result.named("shop-backup-role"));
    expectWired(
      result.named("shop-alarms-backups-events-target"),
      "arn",
      result.named("shop-notifications-warning-topic"),
    );
    const restores = result.named("shop-alarms-restores-events");
    expectWired(restores, "eventPattern", result.named("shop-restore-role"));
    expectWired(
      result.named("shop-alarms-restores-events-target"),
      "arn",
      result.named("shop-notifications-critical-topic"),
    );
  });

  test("know that restore jobs have a status where the others have a state", async () => {
    const role = pulumi.output("arn:role");
    const { outputs } = await plan(() => ({ backups: failedBackups(role), restores: failedRestores(role) }));
    const states = ["FAILED", "ABORTED", "EXPIRED", "PARTIAL"];
    expect(JSON.parse(String(outputs.backups))).toEqual({
      source: ["aws.backup"],
      "detail-type": ["Backup Job State Change", "Copy Job State Change"],
      detail: { state: states, iamRoleArn: ["arn:role"] },
    });
    expect(JSON.parse(String(outputs.restores))).toEqual({
      source: ["aws.backup"],
      "detail-type": ["Restore Job State Change"],
      detail: { status: states, iamRoleArn: ["arn:role"] },
    });
  });

  test("exist without anybody to tell, but tell no events", async () => {
    const result = production;
    expect(result.named("shop-alarms-failed").inputs.alarmActions).toBeUndefined();
    expect(result.all("aws:cloudwatch/eventRule:EventRule")).toEqual([]);
  });
});

describe("what a person must still see to", () => {
  const confirmations = async (args: Partial<BackupScheduleArgs>) =>
    (await planned(args, backups => ({ list: backups.confirmations }))).outputs.list;

  test("is the opt-in of types that share an ARN, which is the account's setting and no stack's", async () => {
    expect(await confirmations({ resources: [CLUSTER, FILES], restoreTest: false })).toEqual([
      "opt in to Aurora, FSx in AWS Backup's settings of this Region (aws backup describe-region-settings)",
    ]);
    expect((await planned({ resources: [CLUSTER] })).all("aws:backup/regionSettings:RegionSettings")).toEqual([]);
  });

  test("is the versioning of buckets", async () => {
    expect(await confirmations({ resources: [BUCKET] })).toEqual([
      "see that versioning is on for the buckets: AWS Backup needs it",
    ]);
  });

  test("is a network for restored databases", async () => {
    expect(await confirmations({})).toEqual([
      "see that the account has a default VPC, into which restore tests of RDS go, or write restoreOverrides",
    ]);
    expect(await confirmations({ restoreOverrides: { RDS: { dbSubnetGroupName: "private" } } })).toEqual([]);
  });

  test("is also what its own channels ask for", async () => {
    const list = await confirmations({ restoreTest: false, notify: { warning: ["team@example.com"] } });
    expect(JSON.stringify(list)).toContain("team@example.com");
  });
});
