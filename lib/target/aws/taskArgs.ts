import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as ec2 from "@pulumi/aws/ec2";
import type * as ecs from "@pulumi/aws/ecs";
import type * as iam from "@pulumi/aws/iam";
import type * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import type { ContainerArgs, ServiceArgs } from "../spec";
import type { Place } from "./place";

/** Every kind of child that a task has. */
export interface TaskChildren {
  executionRole: iam.RoleArgs;
  executionPolicy: iam.RolePolicyArgs;
  taskRole: iam.RoleArgs;
  logGroup: cloudwatch.LogGroupArgs;
  taskDefinition: ecs.TaskDefinitionArgs;
  securityGroup: ec2.SecurityGroupArgs;
  egress: vpc.SecurityGroupEgressRuleArgs;
  admission: vpc.SecurityGroupIngressRuleArgs;
  rights: iam.RolePolicyArgs;
}

/** A container whose command may hold what other resources give. */
export type TaskContainer = Omit<ContainerArgs, "command"> & { command?: pulumi.Input<string>[] };

export interface TaskArgs {
  /** The name in the specification, which is also the container's. */
  source: string;
  container: TaskContainer;
  /** What the container serves; absent for one that nothing connects to. */
  service?: ServiceArgs | undefined;
  place: Place;
}
