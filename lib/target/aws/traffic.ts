import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as ecs from "@pulumi/aws/ecs";
import * as iam from "@pulumi/aws/iam";
import * as lb from "@pulumi/aws/lb";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { accountOf } from "../../common/aws/account";
import { ROLE_NAME_LIMIT } from "../../common/aws/name";
import { assumableBy } from "../../common/aws/policy";
import { Component } from "../../common/component";
import { seconds } from "../../common/duration";
import { DEFAULT_PORT, DRAIN_SECONDS, healthOf } from "../defaults";
import type { Rollout, ServiceArgs } from "../spec";
import { ELB_NAME_LIMIT } from "./balancer";
import type { Front } from "./front";
import type { Place } from "./place";
import { errorsAlarm, latencyAlarm } from "./rollbackAlarms";

/** Every kind of child that a service's traffic has. */
export interface TrafficChildren {
  /** The target group of a rolling service, and the first of a blue-green pair. */
  blue: lb.TargetGroupArgs;
  /** The second of a blue-green pair, where the new version stands in beside the old one. */
  green: lb.TargetGroupArgs;
  listenerRule: lb.ListenerRuleArgs;
  infrastructureRole: iam.RoleArgs;
  infrastructurePolicy: iam.RolePolicyAttachmentArgs;
  ingress: vpc.SecurityGroupIngressRuleArgs;
  errorsAlarm: cloudwatch.MetricAlarmArgs;
  latencyAlarm: cloudwatch.MetricAlarmArgs;
}

export interface TrafficArgs {
  /** The name in the specification, which is also the container's. */
  source: string;
  service: ServiceArgs;
  rollout: Required<Rollout>;
  front: Front;
  /** The security group of the service's containers. */
  securityGroupId: pulumi.Input<string>;
  place: Place;
}

/** The one target group of a rolling service, or the two of a blue-green one. */
export type TargetGroupPair = lb.TargetGroup[];

/** The way from the load balancer to a service's tasks. */
export class Traffic extends Component<TrafficChildren> {
  readonly targetGroups: TargetGroupPair;
  /** The alarms that bring the old version back, by name. */
  readonly rollbackAlarms: pulumi.Output<string>[];
  private readonly port: number;
  private readonly rule: lb.ListenerRule;
  private readonly role: iam.Role | undefined;

  constructor(
    name: string,
    private readonly args: TrafficArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:aws:Traffic", name, { transform: args.place.transform?.traffic }, opts);
    const blueGreen = args.rollout.strategy === "blue-green";
    this.port = args.service.port ?? DEFAULT_PORT;
    this.targetGroups = blueGreen
      ? [this.makeTargetGroup("blue"), this.makeTargetGroup("green")]
      : [this.makeTargetGroup("blue")];
    this.rule = this.makeListenerRule(blueGreen);
    this.role = blueGreen ? this.makeInfrastructureRole() : undefined;
    this.admitBalancer();
    this.rollbackAlarms = args.rollout.rollback ? this.makeRollbackAlarms() : [];
    this.registerOutputs({});
  }

  /** The part of an ECS service's args that joins its tasks to the balancer. */
  get serviceArgs(): Pick<ecs.ServiceArgs, "loadBalancers" | "healthCheckGracePeriodSeconds"> {
    const healthCheckGracePeriodSeconds = seconds(healthOf(this.args.service).grace);
    return { loadBalancers: this.loadBalancers(), healthCheckGracePeriodSeconds };
  }

  private loadBalancers(): ecs.ServiceArgs["loadBalancers"] {
    const [first, alternate] = this.targetGroups;
    if (!first) return [];
    const target = { containerName: this.args.source, containerPort: this.port, targetGroupArn: first.arn };
    if (!alternate || !this.role) return [target];
    const advancedConfiguration = {
      alternateTargetGroupArn: alternate.arn,
      productionListenerRule: this.rule.arn,
      roleArn: this.role.arn,
    };
    return [{ ...target, advancedConfiguration }];
  }

  private makeTargetGroup(color: "blue" | "green"): lb.TargetGroup {
    const { service, place } = this.args;
    const health = healthOf(service);
    const args = {
      vpcId: place.network.vpcId,
      // Only a default, since ECS registers each task with its own port; were it the service's, a new port would need new
      // groups, which the rule that ECS moves does not follow.
      port: 80,
      protocol: "HTTP",
      targetType: "ip",
      deregistrationDelay: DRAIN_SECONDS,
      healthCheck: {
        path: health.path,
        interval: seconds(health.interval),
        timeout: seconds(health.timeout),
        healthyThreshold: health.healthyAfter,
        unhealthyThreshold: health.unhealthyAfter,
        matcher: "200-399",
      },
      tags: place.tags,
    };
    return this.child(color, lb.TargetGroup, args, { limit: ELB_NAME_LIMIT });
  }

  private makeListenerRule(blueGreen: boolean): lb.ListenerRule {
    const { source, front, service, place } = this.args;
    const { domain, path = "/" } = service;
    const weights = this.targetGroups.map(({ arn }, index) => ({ arn, weight: index === 0 ? 100 : 0 }));
    const pathPattern = { values: path === "/" ? ["/*"] : [path, `${path.replace(/\/$/, "")}/*`] };
    const args = {
      listenerArn: front.loadBalancer.listenerArn,
      priority: front.priorities[source],
      conditions: [...(domain ? [{ hostHeader: { values: [domain] } }] : []), { pathPattern }],
      actions: [{ type: "forward", forward: { targetGroups: weights } }],
      tags: place.tags,
    };
    // ECS moves the weights at each blue-green rollout; without this the next update would send live traffic to the idle group.
    const ignoreChanges = blueGreen ? ["actions"] : [];
    return this.child("listenerRule", lb.ListenerRule, args, { ignoreChanges });
  }

  private admitBalancer(): void {
    const { source, front, securityGroupId, place } = this.args;
    const ports = { ipProtocol: "tcp", fromPort: this.port, toPort: this.port };
    const referencedSecurityGroupId = front.loadBalancer.securityGroupId;
    this.child("ingress", vpc.SecurityGroupIngressRule, {
      securityGroupId,
      referencedSecurityGroupId,
      ...ports,
      tags: place.tags,
    });
    front.reach(source, securityGroupId, this.port);
  }

  private makeRollbackAlarms(): pulumi.Output<string>[] {
    const { source, front, place } = this.args;
    const errors = errorsAlarm(source, front.loadBalancer.arnSuffix, this.targetGroups);
    const latency = latencyAlarm(source, front.loadBalancer.arnSuffix, this.targetGroups);
    return [
      this.child("errorsAlarm", cloudwatch.MetricAlarm, { ...errors, tags: place.tags }).name,
      this.child("latencyAlarm", cloudwatch.MetricAlarm, { ...latency, tags: place.tags }).name,
    ];
  }

  private makeInfrastructureRole(): iam.Role {
    const { tags } = this.args.place;
    const role = this.child(
      "infrastructureRole",
      iam.Role,
      { assumeRolePolicy: assumableBy("ecs.amazonaws.com"), tags },
      { limit: ROLE_NAME_LIMIT },
    );
    const { partition } = accountOf(this);
    const policyArn = pulumi.interpolate`arn:${partition}:iam::aws:policy/${BLUE_GREEN_POLICY}`;
    this.child("infrastructurePolicy", iam.RolePolicyAttachment, { role: role.name, policyArn });
    return role;
  }
}

/** Amazon ECS developer guide, "Amazon ECS infrastructure IAM role for load balancers". */
const BLUE_GREEN_POLICY = "AmazonECSInfrastructureRolePolicyForLoadBalancers";
