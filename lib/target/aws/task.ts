import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as ecs from "@pulumi/aws/ecs";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as iam from "@pulumi/aws/iam";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { ROLE_NAME_LIMIT } from "../../common/aws/name";
import { assumableBy, policyDocument } from "../../common/aws/policy";
import { Component } from "../../common/component";
import { preset, protects } from "../../common/environment";
import { InputError } from "../../common/errors";
import { json } from "../../common/json";
import { mebibytes } from "../../common/size";
import type { ContainerLogging } from "../../logs/aws";
import { DEFAULT_CPU, DEFAULT_MEMORY } from "../defaults";
import { imageOf } from "../image";
import { containerDefinition, type Definition } from "./container";
import { fargateSize, roundingNote, tooLarge } from "./fargate";
import { executionPolicy } from "./permissions";
import { Secrets } from "./secrets";
import { environmentWith, secretsWith } from "./shared";
import type { TaskArgs, TaskChildren, TaskContainer } from "./taskArgs";

export type { TaskArgs, TaskChildren, TaskContainer } from "./taskArgs";

/** How long a task keeps its own logs, which it has only where there is no `LogAggregation`. */
const OWN_LOG_DAYS = { staging: 14, production: 30 };

/** What services, workers and jobs have in common: a task definition with its roles, its secrets and its logs. */
export class Task extends Component<TaskChildren> {
  readonly definitionArn: pulumi.Output<string>;
  readonly executionRoleArn: pulumi.Output<string>;
  readonly taskRoleArn: pulumi.Output<string>;
  readonly taskRoleName: pulumi.Output<string>;
  /** The name of the log group that it writes to. */
  readonly logGroup: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;

  private readonly tags: Record<string, string>;

  constructor(
    private readonly name: string,
    private readonly args: TaskArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:aws:Task", name, { transform: args.place.transform?.task }, opts);
    this.tags = args.place.tags;
    const image = imageOf(args.source, args.container, args.place.registry);
    const logging = args.place.logs?.container(args.source) ?? this.makeLogGroup();
    const secrets = this.makeSecrets();
    const execution = this.makeExecutionRole(image, logging, secrets);
    const taskRole = this.makeTaskRole();
    const container = { ...args.container, environment: environmentWith(args.container, args.place.shared) };
    const definition = this.makeDefinition({ ...args, container, image, logging, secrets }, execution, taskRole);
    this.securityGroupId = this.makeSecurityGroup();

    this.definitionArn = definition.arn;
    this.executionRoleArn = execution.role.arn;
    this.taskRoleArn = taskRole.role.arn;
    this.taskRoleName = taskRole.role.name;
    this.logGroup = logging.groupName;
    this.registerOutputs({ definitionArn: this.definitionArn });
  }

  /** Where ECS puts the task, in the form that services and schedules share. */
  get networkConfiguration() {
    const { subnetIds, assignPublicIp } = this.args.place.network;
    return { subnets: subnetIds, securityGroups: [this.securityGroupId], assignPublicIp };
  }

  private makeLogGroup(): ContainerLogging {
    const { environment, keepsLogs = false } = this.args.place;
    const args = { retentionInDays: OWN_LOG_DAYS[preset(environment)], tags: this.tags };
    const group = this.child("logGroup", cloudwatch.LogGroup, args, { protect: keepsLogs && protects(environment) });
    const options = {
      "awslogs-group": group.name,
      "awslogs-region": getRegionOutput({}, { parent: this }).region,
      "awslogs-stream-prefix": this.args.source,
    };
    return {
      logConfiguration: { logDriver: "awslogs", options },
      groupName: group.name,
      groupArn: group.arn,
      environment: {},
    };
  }

  private makeSecrets(): Secrets | undefined {
    const { container, place } = this.args;
    const secrets = secretsWith(container, place.shared);
    if (Object.keys(secrets).length === 0) return undefined;
    return new Secrets(this.name, secrets, place, { parent: this });
  }

  private makeExecutionRole(
    image: pulumi.Output<string>,
    logging: ContainerLogging,
    secrets: Secrets | undefined,
  ): Granted {
    const assumeRolePolicy = assumableBy("ecs-tasks.amazonaws.com");
    const role = this.child(
      "executionRole",
      iam.Role,
      { assumeRolePolicy, tags: this.tags },
      { limit: ROLE_NAME_LIMIT },
    );
    const policy = executionPolicy({
      image,
      logGroupArn: logging.groupArn,
      secretArns: secrets?.arns ?? [],
      keyArns: secrets?.keys ?? [],
    });
    return { role, policy: this.child("executionPolicy", iam.RolePolicy, { role: role.id, policy }) };
  }

  private makeTaskRole(): Granted<iam.RolePolicy | undefined> {
    const assumeRolePolicy = assumableBy("ecs-tasks.amazonaws.com");
    const role = this.child("taskRole", iam.Role, { assumeRolePolicy, tags: this.tags }, { limit: ROLE_NAME_LIMIT });
    const { rights = [] } = this.args.place.shared ?? {};
    if (rights.length === 0) return { role, policy: undefined };
    const policy = policyDocument([...rights]);
    return { role, policy: this.child("rights", iam.RolePolicy, { role: role.id, policy }) };
  }

  private makeDefinition(
    definition: Definition,
    execution: Granted,
    task: Granted<iam.RolePolicy | undefined>,
  ): ecs.TaskDefinition {
    const { container, place } = this.args;
    const size = this.sizeOf(container);
    const args = {
      family: `${this.name}-${pulumi.getStack()}`.replace(/[^\w-]/g, "-"),
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: String(size.cpu),
      memory: String(size.memory),
      runtimePlatform: {
        operatingSystemFamily: "LINUX",
        cpuArchitecture: (place.architecture ?? "x86_64").toUpperCase(),
      },
      executionRoleArn: execution.role.arn,
      taskRoleArn: task.role.arn,
      containerDefinitions: json([containerDefinition(definition)]),
      // A rollout that fails goes back to the revision before, which must still be registered; revisions cost nothing.
      skipDestroy: true,
      tags: this.tags,
    };
    // A task that starts before its roles have their rights fails: it may not read the secrets and pull the image.
    const dependsOn = [execution.policy, ...(task.policy ? [task.policy] : [])];
    return this.child("taskDefinition", ecs.TaskDefinition, args, { dependsOn });
  }

  /** Nothing comes in until a service admits its balancer; the way out is open, to pull images and to reach what the program uses. */
  private makeSecurityGroup(): pulumi.Output<string> {
    const { source, place } = this.args;
    const group = this.child("securityGroup", ec2.SecurityGroup, {
      vpcId: place.network.vpcId,
      description: `The containers of ${source}`,
      tags: this.tags,
    });
    const out = { securityGroupId: group.id, ipProtocol: "-1", cidrIpv4: "0.0.0.0/0", tags: this.tags };
    const egress = this.child("egress", vpc.SecurityGroupEgressRule, out);
    const ways = [egress.id, ...this.makeAdmissions(group.id)];
    // A task that starts before it has a way out cannot pull its image, nor reach the database without a way there.
    return pulumi.all([group.id, pulumi.all(ways)]).apply(([id]) => id);
  }

  private makeAdmissions(referencedSecurityGroupId: pulumi.Output<string>): pulumi.Output<string>[] {
    const { source, place } = this.args;
    return Object.entries(place.shared?.admissions ?? {}).map(([of, { securityGroupId, port }]) => {
      const rule = {
        securityGroupId,
        referencedSecurityGroupId,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        description: `The containers of ${source}`,
        tags: this.tags,
      };
      return this.child("admission", vpc.SecurityGroupIngressRule, rule, { of }).id;
    });
  }

  private sizeOf({ cpu = DEFAULT_CPU, memory = DEFAULT_MEMORY }: TaskContainer): { cpu: number; memory: number } {
    const asked = mebibytes(memory);
    const size = fargateSize(cpu, asked);
    if (!size) throw new InputError(this.name, [tooLarge("memory", { cpu, memory })]);
    const note = roundingNote(cpu, asked, size);
    if (note) pulumi.log.info(`${this.args.source}: ${note}`, this);
    return size;
  }
}

interface Granted<Policy = iam.RolePolicy> {
  role: iam.Role;
  policy: Policy;
}
