import type { BackupSchedule } from "../../backups/aws";
import { METRICS } from "../../backups/aws/alarms";
import type { AwsWatch } from "../../target/aws/watch";
import type { Chart, Line } from "./widgets";

const HOUR = 3_600;

interface BackedUp extends Pick<BackupSchedule, "vaultName"> {
  steward: Pick<NonNullable<BackupSchedule["steward"]>, "successes"> | undefined;
}

/** Backups that AWS Backup made, and jobs of the steward's that succeeded, hour by hour. */
export function backupCharts({ vaultName, steward }: BackedUp): Chart[] {
  const { namespace, completed, failed } = METRICS;
  const jobs = Object.entries(steward?.successes ?? {});
  return [
    {
      title: "Backups by AWS Backup",
      unit: "an hour",
      period: HOUR,
      lines:
        vaultName === undefined
          ? []
          : Object.entries({ [completed]: "completed", [failed]: "failed" }).map(
              ([metricName, label]): Line => ({
                namespace,
                metricName,
                dimensions: { BackupVaultName: vaultName },
                stat: "Sum",
                label,
              }),
            ),
    },
    {
      title: "Backup jobs that succeeded",
      unit: "an hour",
      period: HOUR,
      worst: "lowest",
      lines: jobs.map(([label, { namespace, name: metricName }]) => ({
        namespace,
        metricName,
        dimensions: {},
        stat: "Sum",
        label,
      })),
    },
  ];
}

/** Runs of jobs that EventBridge Scheduler started, and could not start; a run's own end has no metric. */
export function jobCharts({ scheduleGroup: ScheduleGroup }: AwsWatch): Chart[] {
  if (ScheduleGroup === undefined) return [];
  const counted = {
    InvocationAttemptCount: "started",
    TargetErrorCount: "refused",
    InvocationDroppedCount: "given up",
  };
  return [
    {
      title: "Starts of scheduled jobs",
      unit: "an hour",
      period: HOUR,
      lines: Object.entries(counted).map(([metricName, label]) => ({
        namespace: "AWS/Scheduler",
        metricName,
        dimensions: { ScheduleGroup },
        stat: "Sum",
        label,
      })),
    },
  ];
}
