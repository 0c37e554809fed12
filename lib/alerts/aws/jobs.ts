import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { chunks } from "../../common/chunks";
import { Component, type Transforms } from "../../common/component";
import { json } from "../../common/json";
import type { WatchedJob } from "../../target/aws/watch";

/** Every kind of child that the alerts on jobs have. */
export interface JobAlertsChildren {
  failed: cloudwatch.EventRuleArgs;
  failedTarget: cloudwatch.EventTargetArgs;
}

export interface JobAlertsArgs {
  application: string;
  jobs: Record<string, WatchedJob>;
  /** Who is told, by ARN. */
  topic: pulumi.Input<string>;
  tags: Record<string, string>;
  transform?: Transforms<JobAlertsChildren> | undefined;
}

/** The longest name of a rule is 64 characters, of which Pulumi takes 8. */
const NAME_LIMIT = 56;

/** Longest event pattern (Amazon EventBridge user guide, "Amazon EventBridge quotas"). */
const PATTERN_LIMIT = 2_048;

/** The longest ARN of a family: families have names of up to 255 characters. ARNs are not known before there are tasks. */
const LONGEST_FAMILY = `arn:aws-us-gov:ecs:ap-southeast-1:123456789012:task-definition/${"f".repeat(255)}:`;

/** As many jobs as fit into one pattern even with the longest names. */
export const JOBS_PER_RULE = Math.floor(
  (PATTERN_LIMIT - JSON.stringify(pattern([])).length) / JSON.stringify([prefixOf(LONGEST_FAMILY)]).length,
);

/**
 * Tells of each run of a job that ended with an error, or whose task stopped before it had started. ECS has no metric for
 * that; it sends an event when a task stops (Amazon ECS developer guide, "Amazon ECS task state change events").
 */
export class JobAlerts extends Component<JobAlertsChildren> {
  constructor(name: string, args: JobAlertsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("daytwo:aws:JobAlerts", name, args, opts);
    for (const [index, jobs] of chunks(Object.values(args.jobs), JOBS_PER_RULE).entries())
      this.tell(args, jobs, index === 0 ? {} : { of: String(index + 1) });
    this.registerOutputs({});
  }

  private tell({ application, topic, tags }: JobAlertsArgs, jobs: readonly WatchedJob[], which: { of?: string }): void {
    const description = `A job of ${application} failed. Why: its stopped task in ECS, and its log.`;
    const args = { description, eventPattern: failedRuns(jobs), tags };
    const rule = this.child("failed", cloudwatch.EventRule, args, { ...which, limit: NAME_LIMIT });
    this.child("failedTarget", cloudwatch.EventTarget, { rule: rule.name, arn: topic }, which);
  }
}

function failedRuns(jobs: readonly WatchedJob[]): pulumi.Output<string> {
  return json(pattern(jobs.map(({ taskDefinitionArn }) => pulumi.output(taskDefinitionArn).apply(prefixOf))));
}

function pattern(families: readonly unknown[]): object {
  return {
    source: ["aws.ecs"],
    "detail-type": ["ECS Task State Change"],
    detail: {
      lastStatus: ["STOPPED"],
      taskDefinitionArn: families,
      $or: [{ containers: { exitCode: [{ "anything-but": 0 }] } }, { stopCode: ["TaskFailedToStart"] }],
    },
  };
}

/** Every revision of a task definition: what comes before its number. */
function prefixOf(arn: string): { prefix: string } {
  return { prefix: arn.slice(0, arn.lastIndexOf(":") + 1) };
}
