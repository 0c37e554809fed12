import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
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

/**
 * Tells of each run of a job that ended with an error or could not start. ECS has no metric for that; it sends an event
 * when a task stops (Amazon ECS developer guide, "Amazon ECS task state change events").
 */
export class JobAlerts extends Component<JobAlertsChildren> {
  constructor(name: string, args: JobAlertsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("daytwo:aws:JobAlerts", name, args, opts);
    const { application, jobs, topic, tags } = args;
    const rule = this.child("failed", cloudwatch.EventRule, {
      description: `A job of ${application} failed. Why: its stopped task in ECS, and its log.`,
      eventPattern: failedRuns(Object.values(jobs)),
      tags,
    });
    this.child("failedTarget", cloudwatch.EventTarget, { rule: rule.name, arn: topic });
    this.registerOutputs({});
  }
}

function failedRuns(jobs: WatchedJob[]): pulumi.Output<string> {
  const families = jobs.map(({ taskDefinitionArn }) =>
    pulumi.output(taskDefinitionArn).apply(arn => ({ prefix: family(arn) })),
  );
  return json({
    source: ["aws.ecs"],
    "detail-type": ["ECS Task State Change"],
    detail: {
      lastStatus: ["STOPPED"],
      taskDefinitionArn: families,
      $or: [{ containers: { exitCode: [{ "anything-but": 0 }] } }, { stopCode: ["TaskFailedToStart"] }],
    },
  });
}

/** Every revision of a task definition: what comes before its number. */
function family(arn: string): string {
  return arn.slice(0, arn.lastIndexOf(":") + 1);
}
