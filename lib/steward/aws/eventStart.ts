import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { ROLE_NAME_LIMIT } from "../../common/aws/name";
import { assumableBy, policyDocument } from "../../common/aws/policy";
import { Component, type Transforms } from "../../common/component";
import type { Job } from "../../target/aws/job";
import type { Place } from "../../target/aws/place";
import type { StartingEvent } from "./job";

/** Every kind of child that what starts a job has. */
export interface EventStartChildren {
  eventRule: cloudwatch.EventRuleArgs;
  eventRole: iam.RoleArgs;
  eventRights: iam.RolePolicyArgs;
  eventTarget: cloudwatch.EventTargetArgs;
}

export interface EventStartArgs {
  /** The job's name, which is its container's. */
  of: string;
  job: Job;
  event: StartingEvent;
  place: Place;
  tags: Record<string, string>;
  transform?: Transforms<EventStartChildren> | undefined;
}

/** Starts a job at each event, and hands it what it must know of that. */
export class EventStart extends Component<EventStartChildren> {
  constructor(name: string, args: EventStartArgs, opts?: pulumi.ComponentResourceOptions) {
    super("daytwo:aws:EventStart", name, args, opts);
    const { of, job, event, place, tags } = args;
    const limits = { limit: ROLE_NAME_LIMIT };
    const description = `What starts ${of}`;
    const rule = this.child(
      "eventRule",
      cloudwatch.EventRule,
      { description, eventPattern: event.pattern, tags },
      limits,
    );
    const assumeRolePolicy = assumableBy("events.amazonaws.com");
    const role = this.child("eventRole", iam.Role, { assumeRolePolicy, tags }, limits);
    const policy = policyDocument([...job.startRights]);
    this.child("eventRights", iam.RolePolicy, { role: role.id, policy });
    const { taskDefinition, subnets, securityGroups, assignPublicIp } = job.details;
    this.child("eventTarget", cloudwatch.EventTarget, {
      rule: rule.name,
      arn: place.cluster.arn,
      roleArn: role.arn,
      ecsTarget: {
        taskDefinitionArn: taskDefinition,
        launchType: "FARGATE",
        networkConfiguration: { subnets, securityGroups, assignPublicIp },
      },
      inputTransformer: transformerOf(of, event),
      retryPolicy: { maximumEventAgeInSeconds: 3_600, maximumRetryAttempts: 10 },
    });
    this.registerOutputs({});
  }
}

/** EventBridge puts what it takes from the event into the words that ECS wants (Amazon ECS API reference, "TaskOverride"). */
function transformerOf(container: string, { variables }: StartingEvent) {
  const taken = Object.entries(variables).map(([name, path], index) => ({ name, path, key: `v${index}` }));
  const environment = taken.map(({ name, key }) => `{"name":"${name}","value":<${key}>}`);
  return {
    inputPaths: Object.fromEntries(taken.map(({ key, path }) => [key, path])),
    inputTemplate: `{"containerOverrides":[{"name":"${container}","environment":[${environment.join(",")}]}]}`,
  };
}
