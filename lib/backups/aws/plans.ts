import type * as backup from "@pulumi/aws/backup";
import type * as pulumi from "@pulumi/pulumi";
import { type Duration, days } from "../../common/duration";

/** What every rule of a plan has. */
export interface RuleSetting {
  vaultName: pulumi.Output<string>;
  /** The vault for copies. */
  copyArn: pulumi.Input<string> | undefined;
  hour: number;
  tags: Record<string, string>;
}

type Rules = backup.PlanArgs["rules"];

/** How long after its time a job may begin. */
export const START_MINUTES = 60;

// A job that has not begun an hour after its time, or not ended half a day later, counts as failed and is told.
const WINDOWS = { startWindow: START_MINUTES, completionWindow: 720 };

/** Days and weeks. Where both fall on one time, AWS Backup takes one backup and keeps it for the longer time. */
export function snapshotRules(
  policy: { daily: Duration; weekly: Duration; coldAfter?: Duration | undefined },
  setting: RuleSetting,
): Rules {
  const { vaultName: targetVaultName, copyArn, hour, tags: recoveryPointTags } = setting;
  const common = { targetVaultName, recoveryPointTags, ...WINDOWS };
  const daily = { deleteAfter: days(policy.daily) };
  const cold = policy.coldAfter === undefined ? {} : { coldStorageAfter: days(policy.coldAfter) };
  const weekly = { deleteAfter: days(policy.weekly), ...cold };
  const copied = (lifecycle: object) =>
    copyArn === undefined ? {} : { copyActions: [{ destinationVaultArn: copyArn, lifecycle }] };
  return [
    { ...common, ruleName: "daily", schedule: `cron(0 ${hour} * * ? *)`, lifecycle: daily, ...copied(daily) },
    { ...common, ruleName: "weekly", schedule: `cron(0 ${hour} ? * SUN *)`, lifecycle: weekly, ...copied(weekly) },
  ];
}

/**
 * One recovery point that always goes on. It is not copied: a copy of it would be a snapshot, which the daily and weekly
 * rules copy already. Two hours after the snapshots, since a database takes one at a time.
 */
export function continuousRules(kept: Duration, { vaultName, hour, tags }: RuleSetting): Rules {
  return [
    {
      ruleName: "point-in-time",
      targetVaultName: vaultName,
      enableContinuousBackup: true,
      schedule: `cron(0 ${(hour + 2) % 24} * * ? *)`,
      lifecycle: { deleteAfter: days(kept) },
      recoveryPointTags: tags,
      ...WINDOWS,
    },
  ];
}
