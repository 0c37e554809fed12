import * as iam from "@pulumi/aws/iam";
import * as scheduler from "@pulumi/aws/scheduler";
import * as pulumi from "@pulumi/pulumi";
import { ROLE_NAME_LIMIT } from "../../common/aws/name";
import { assumableBy, policyDocument, type Statement } from "../../common/aws/policy";
import { Component } from "../../common/component";
import type { TaskDetails } from "../../operations/aws/details";
import type { JobArgs } from "../spec";
import { eventBridgeCron } from "./cron";
import type { Place } from "./place";
import { Task, type TaskContainer } from "./task";
import type { WatchedJob } from "./watch";

/** Every kind of child that a job has. */
export interface JobChildren {
  schedulerRole: iam.RoleArgs;
  schedulerPolicy: iam.RolePolicyArgs;
  schedule: scheduler.ScheduleArgs;
}

export interface JobComponentArgs {
  /** The name in the specification, which is also the container's. */
  source: string;
  job: TaskContainer & Pick<JobArgs, "schedule">;
  place: Place;
}

/** A task that runs to its end: by EventBridge Scheduler, or when somebody starts it with `runCommand`. */
export class Job extends Component<JobChildren> {
  /** The AWS CLI call that runs the job once. */
  readonly runCommand: pulumi.Output<string>;
  readonly watch: WatchedJob;
  /** The role that its program acts in, and that has no rights of its own. */
  readonly taskRoleName: pulumi.Output<string>;
  /** The name of the log group that it writes to. */
  readonly logGroup: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  /** What is needed to start it. */
  readonly startRights: readonly Statement[];
  /** What the operations must know to run it. */
  readonly details: pulumi.Output<TaskDetails>;

  constructor(
    name: string,
    private readonly args: JobComponentArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:aws:Job", name, { transform: args.place.transform?.job }, opts);
    const { source, job, place } = args;
    const task = new Task(name, { source, container: job, place }, { parent: this });
    this.startRights = startRights(task, place);
    if (job.schedule !== undefined) this.makeSchedule(job.schedule, task);
    this.runCommand = runCommand(task, place);
    this.watch = { taskDefinitionArn: task.definitionArn };
    this.taskRoleName = task.taskRoleName;
    this.logGroup = task.logGroup;
    this.securityGroupId = task.securityGroupId;
    this.details = detailsOf(source, task);
    this.registerOutputs({ runCommand: this.runCommand });
  }

  private makeSchedule(cron: string, task: Task): void {
    const role = this.makeSchedulerRole();
    this.child(
      "schedule",
      scheduler.Schedule,
      {
        ...(this.args.place.scheduleGroup && { groupName: this.args.place.scheduleGroup }),
        scheduleExpression: eventBridgeCron(cron) ?? cron,
        scheduleExpressionTimezone: "UTC",
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: this.args.place.cluster.arn,
          roleArn: role.arn,
          ecsParameters: {
            taskDefinitionArn: task.definitionArn,
            launchType: "FARGATE",
            networkConfiguration: task.networkConfiguration,
          },
          // A run that could not start is tried again for an hour, not for the day that is EventBridge's default.
          retryPolicy: { maximumEventAgeInSeconds: 3_600, maximumRetryAttempts: 10 },
        },
      },
      { limit: ROLE_NAME_LIMIT },
    );
  }

  private makeSchedulerRole(): iam.Role {
    const { tags } = this.args.place;
    const assumeRolePolicy = assumableBy("scheduler.amazonaws.com");
    const role = this.child("schedulerRole", iam.Role, { assumeRolePolicy, tags }, { limit: ROLE_NAME_LIMIT });
    const policy = policyDocument([...this.startRights]);
    this.child("schedulerPolicy", iam.RolePolicy, { role: role.id, policy });
    return role;
  }
}

function startRights(task: Task, { cluster }: Place): Statement[] {
  return [
    {
      Effect: "Allow",
      Action: ["ecs:RunTask"],
      Resource: task.definitionArn,
      Condition: { ArnEquals: { "ecs:cluster": cluster.arn } },
    },
    { Effect: "Allow", Action: ["iam:PassRole"], Resource: [task.executionRoleArn, task.taskRoleArn] },
  ];
}

function detailsOf(container: string, task: Task): pulumi.Output<TaskDetails> {
  const { networkConfiguration, definitionArn: taskDefinition, logGroup } = task;
  return pulumi.output({ container, taskDefinition, logGroup, ...networkConfiguration });
}

function runCommand({ definitionArn, networkConfiguration }: Task, { cluster }: Place): pulumi.Output<string> {
  const { subnets, securityGroups, assignPublicIp } = networkConfiguration;
  const network = pulumi
    .all([pulumi.all(subnets), pulumi.all(securityGroups)])
    .apply(([subnetIds, groupIds]) => `subnets=[${subnetIds}],securityGroups=[${groupIds}]`);
  const address = assignPublicIp ? "ENABLED" : "DISABLED";
  return pulumi.interpolate`aws ecs run-task --launch-type FARGATE --cluster ${cluster.name} --task-definition ${definitionArn} --network-configuration 'awsvpcConfiguration={${network},assignPublicIp=${address}}'`;
}
