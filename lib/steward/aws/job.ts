import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as iam from "@pulumi/aws/iam";
import type * as scheduler from "@pulumi/aws/scheduler";
import type * as pulumi from "@pulumi/pulumi";
import type { JobAlertsChildren } from "../../alerts/aws/jobs";
import type { Statement } from "../../common/aws/policy";
import type { Transform, Transforms } from "../../common/component";
import { mapValues } from "../../common/records";
import type { AlarmTopics } from "../../notifications/aws";
import type { AwsDeploymentTargetArgs } from "../../target/aws/args";
import type { Place } from "../../target/aws/place";
import type { Admission } from "../../target/aws/shared";
import type { ContainerArgs } from "../../target/spec";
import type { EventStartChildren } from "./eventStart";
import { overdueJob } from "./overdue";
import { type Heartbeat, isRare, successOf } from "./silence";

/** A job of the steward's: what it is told, when it runs, what it may do, and who hears of it when it does not go well. */
export interface StewardJob extends Pick<ContainerArgs, "secrets"> {
  verb: string;
  /** What the verb is told; outputs may stand anywhere in it. */
  spec: object;
  /** Five fields of cron in UTC: when it starts, or where an event starts it, when that is expected at the latest. */
  schedule: string;
  /** What starts it. @default - the clock */
  event?: StartingEvent;
  /** What it must get into. @default - nothing that has a door */
  admissions?: Record<string, Admission>;
  rights: readonly Statement[];
  severity: "critical" | "warning";
  /** @default - the smallest task */
  size?: Pick<ContainerArgs, "cpu" | "memory">;
}

/** An event of EventBridge, and which variables the job has of it: the path of each in the event, "$.detail.restoreJobId". */
export interface StartingEvent {
  pattern: pulumi.Input<string>;
  variables: Record<string, string>;
}

/** A job, and what is counted of it. The first is what must not stay away. */
export interface CountedJob extends StewardJob {
  heartbeats: readonly [Heartbeat, ...Heartbeat[]];
}

/** Every kind of child that the steward's jobs have together. */
export interface StewardChildren {
  scheduleGroup: scheduler.ScheduleGroupArgs;
  rights: iam.RolePolicyArgs;
  heartbeat: cloudwatch.LogMetricFilterArgs;
  alarm: cloudwatch.MetricAlarmArgs;
}

/** Changes of children, by kind; those of the tasks and of the alerts under their part. */
export type StewardTransforms = { [Kind in keyof StewardChildren]?: Transform<StewardChildren[Kind]> } & Pick<
  NonNullable<AwsDeploymentTargetArgs["transform"]>,
  "task" | "secrets" | "job"
> & { failures?: Transforms<JobAlertsChildren>; eventStart?: Transforms<EventStartChildren> };

export interface StewardArgs {
  application: string;
  place: Place;
  jobs: Record<string, StewardJob>;
  /** Where the jobs run. */
  region: pulumi.Input<string>;
  /** @default - this version's */
  image?: pulumi.Input<string> | undefined;
  topics?: AlarmTopics | undefined;
  tags: Record<string, string>;
  transform?: StewardTransforms | undefined;
}

/** The jobs, and the one that looks after those that run too seldom for an alarm of CloudWatch's. */
export function stewardJobsOf(steward: string, { application, jobs, region }: StewardArgs): Record<string, CountedJob> {
  const counter = { application, steward };
  const counted = mapValues(jobs, (job, of): CountedJob => ({ ...job, heartbeats: [successOf(counter, of)] }));
  const rare = Object.entries(counted).filter(([, { schedule }]) => isRare(schedule));
  if (rare.length === 0) return counted;
  return { ...counted, overdue: overdueJob(counter, Object.fromEntries(rare), region) };
}
