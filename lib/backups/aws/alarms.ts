import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { alarmTags, telling } from "../../common/aws/alarm";
import { Component, type Transforms } from "../../common/component";
import { json } from "../../common/json";
import type { Severity } from "../../notifications";

/** Every kind of child that the alarms of backups have. */
export interface AlarmChildren {
  failed: cloudwatch.MetricAlarmArgs;
  missing: cloudwatch.MetricAlarmArgs;
  events: cloudwatch.EventRuleArgs;
  eventsTarget: cloudwatch.EventTargetArgs;
}

export interface AlarmsArgs {
  vaultName: pulumi.Output<string>;
  /** The role that backs up and copies. */
  backupRoleArn: pulumi.Output<string>;
  /** The role that restores; not there without restore tests. */
  restoreRoleArn?: pulumi.Output<string> | undefined;
  topics?: Record<Severity, pulumi.Output<string>> | undefined;
  tags: Record<string, string>;
  transform?: Transforms<AlarmChildren> | undefined;
}

// The names and the single dimension are (unverified): should AWS publish them otherwise, `failed` stays silent, where the
// events still speak, and `missing` speaks up two days after it was made. Hence nobody is woken by it: it is a warning until
// the metric has been seen.
export const METRICS = {
  namespace: "AWS/Backup",
  failed: "NumberOfBackupJobsFailed",
  completed: "NumberOfBackupJobsCompleted",
};

const HOUR = 3600;
const DAY = 86_400;

/**
 * A failed backup has a next night, so it is a warning; a restore that fails puts the data in danger now. So would nights
 * without a backup, whose alarm is a warning for another reason (see METRICS). Metrics stand beside the events, which AWS Backup sends every 5 minutes at best and may not send at all.
 */
export class BackupAlarms extends Component<AlarmChildren> {
  constructor(
    name: string,
    private readonly args: AlarmsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:aws:BackupAlarms", name, args, opts);
    const { topics, backupRoleArn, restoreRoleArn } = args;
    this.makeFailedAlarm(topics?.warning);
    this.makeMissingAlarm(topics?.warning);
    if (topics) this.tell("backups", failedBackups(backupRoleArn), topics.warning);
    if (topics && restoreRoleArn) this.tell("restores", failedRestores(restoreRoleArn), topics.critical);
    this.registerOutputs({});
  }

  private makeFailedAlarm(topic: pulumi.Output<string> | undefined): void {
    this.child("failed", cloudwatch.MetricAlarm, {
      alarmDescription: "A backup failed. Which, and why: the jobs in AWS Backup's console.",
      metricName: METRICS.failed,
      period: HOUR,
      evaluationPeriods: 1,
      threshold: 0,
      comparisonOperator: "GreaterThanThreshold",
      treatMissingData: "notBreaching",
      ...this.jobsOfVault(topic),
    });
  }

  /** A plan that no longer runs fails no job, so silence has an alarm of its own. */
  private makeMissingAlarm(topic: pulumi.Output<string> | undefined): void {
    this.child("missing", cloudwatch.MetricAlarm, {
      alarmDescription:
        "No backup has been completed for two days. See whether the plan still selects the resources, and its role still may back them up.",
      metricName: METRICS.completed,
      period: DAY,
      evaluationPeriods: 2,
      threshold: 1,
      comparisonOperator: "LessThanThreshold",
      treatMissingData: "breaching",
      // The first backup comes with the first night.
      warmUpConfiguration: { warmUpPeriodDurationInMinutes: 2880, onlyStartEvaluatingAfterWarmUpPeriodEnds: true },
      ...this.jobsOfVault(topic),
    });
  }

  private jobsOfVault(topic: pulumi.Output<string> | undefined) {
    const { vaultName, tags } = this.args;
    const dimensions = { BackupVaultName: vaultName };
    return {
      namespace: METRICS.namespace,
      dimensions,
      statistic: "Sum",
      tags: alarmTags(tags, "warning", "backups"),
      ...telling(topic),
    };
  }

  private tell(of: string, eventPattern: pulumi.Output<string>, topic: pulumi.Output<string>): void {
    const description = `AWS Backup: ${of} that failed`;
    // 64 is the longest name of a rule, of which Pulumi takes 8.
    const options = { of, limit: 56 };
    const args = { description, eventPattern, tags: this.args.tags };
    const rule = this.child("events", cloudwatch.EventRule, args, options);
    // Events go as they are: AWS Chatbot drops those whose form was changed.
    this.child("eventsTarget", cloudwatch.EventTarget, { rule: rule.name, arn: topic }, { of });
  }
}

const FAILED = ["FAILED", "ABORTED", "EXPIRED", "PARTIAL"];

/** The events of backups and copies in this role that failed. */
export function failedBackups(roleArn: pulumi.Output<string>): pulumi.Output<string> {
  return jobEvents(["Backup", "Copy"], { state: FAILED, iamRoleArn: [roleArn] });
}

/** Restore jobs have a `status` where the others have a `state`: a rule that asked for a state would never match. */
export function failedRestores(roleArn: pulumi.Output<string>): pulumi.Output<string> {
  return jobEvents(["Restore"], { status: FAILED, iamRoleArn: [roleArn] });
}

function jobEvents(jobs: readonly string[], detail: object): pulumi.Output<string> {
  const types = jobs.map(job => `${job} Job State Change`);
  return json({ source: ["aws.backup"], "detail-type": types, detail });
}
