import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as ecs from "@pulumi/aws/ecs";
import * as iam from "@pulumi/aws/iam";
import * as lb from "@pulumi/aws/lb";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { accountOf } from "../../common/aws/account";
import { alarmTags } from "../../common/aws/alarm";
import { ROLE_NAME_LIMIT } from "../../common/aws/name";
import { assumableBy } from "../../common/aws/policy";
import { Component } from "../../common/component";
import { seconds } from "../../common/duration";
import type { FrontDetails } from "../../operations/aws/details";
import { DEFAULT_PORT, healthOf } from "../defaults";
import type { Rollout, ServiceArgs } from "../spec";
import { ELB_NAME_LIMIT } from "./balancer";
import type { Front } from "./front";
import type { Place } from "./place";
import { errorsAlarm, latencyAlarm } from "./rollbackAlarms";
import { movesInStages, movesTraffic } from "./rollout";
import { targetGroupArgs } from "./targetGroup";

/** Every kind of child that a service's traffic has. */
export interface TrafficChildren {
  /** The target group of a rolling service, and the first of two between which ECS moves the traffic of the others. */
  blue: lb.TargetGroupArgs;
  /** The second, where the new version stands in beside the old one; empty while the service is rolling. */
  green: lb.TargetGroupArgs;
  listenerRule: lb.ListenerRuleArgs;
  infrastructureRole: iam.RoleArgs;
  infrastructurePolicy: iam.RolePolicyAttachmentArgs;
  ingress: vpc.SecurityGroupIngressRuleArgs;
  /** The way out of a load balancer that is joined and asks for it. */
  balancerEgress: vpc.SecurityGroupEgressRuleArgs;
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

/** The one target group of a rolling service, or the two of one whose traffic is moved. */
export type TargetGroupPair = lb.TargetGroup[];

/** The way from the load balancer to a service's tasks. */
export class Traffic extends Component<TrafficChildren> {
  readonly targetGroups: TargetGroupPair;
  /** The alarms that bring the old version back, by name. */
  readonly rollbackAlarms: pulumi.Output<string>[];
  /** What the operations must know to move it. */
  readonly details: pulumi.Output<FrontDetails>;
  private readonly port: number;
  private readonly blue: lb.TargetGroup;
  private readonly green: lb.TargetGroup;
  private readonly rule: lb.ListenerRule;
  private readonly role: iam.Role;

  constructor(
    name: string,
    private readonly args: TrafficArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:aws:Traffic", name, { transform: args.place.transform?.traffic }, opts);
    const moves = movesTraffic(args.rollout);
    this.port = args.service.port ?? DEFAULT_PORT;
    this.blue = this.makeTargetGroup("blue");
    this.green = this.makeTargetGroup("green");
    this.targetGroups = moves ? [this.blue, this.green] : [this.blue];
    this.rule = this.makeListenerRule(moves);
    this.role = this.makeInfrastructureRole();
    this.admitBalancer();
    this.rollbackAlarms = args.rollout.rollback ? this.makeRollbackAlarms() : [];
    const targetGroups = this.targetGroups.map(({ arn }) => arn);
    this.details = pulumi.output({ listener: args.front.loadBalancer.listenerArn, rule: this.rule.arn, targetGroups });
    this.registerOutputs({});
  }

  /** The part of an ECS service's args that joins its tasks to the balancer. */
  get serviceArgs(): Pick<ecs.ServiceArgs, "loadBalancers" | "healthCheckGracePeriodSeconds"> {
    const healthCheckGracePeriodSeconds = seconds(healthOf(this.args.service).grace);
    return { loadBalancers: this.loadBalancers(), healthCheckGracePeriodSeconds };
  }

  /**
   * The same for a rolling service, so that its strategy can change: ECS moves no traffic of a service that was not brought in
   * with all of this, nor by a rule that does not know both groups (Amazon ECS developer guide, "Updating the deployment
   * strategy from rolling update to Amazon ECS blue/green", "Troubleshooting Amazon ECS blue/green deployments").
   */
  private loadBalancers(): ecs.ServiceArgs["loadBalancers"] {
    const advancedConfiguration = {
      alternateTargetGroupArn: this.green.arn,
      productionListenerRule: this.rule.arn,
      roleArn: this.role.arn,
    };
    const { source: containerName } = this.args;
    return [{ containerName, containerPort: this.port, targetGroupArn: this.blue.arn, advancedConfiguration }];
  }

  private makeTargetGroup(color: "blue" | "green"): lb.TargetGroup {
    const { service, place } = this.args;
    return this.child(color, lb.TargetGroup, targetGroupArgs(service, place), { limit: ELB_NAME_LIMIT });
  }

  private makeListenerRule(moves: boolean): lb.ListenerRule {
    const { source, front, service, place } = this.args;
    const { domain, path = "/" } = service;
    const targetGroups = [
      { arn: this.blue.arn, weight: 100 },
      { arn: this.green.arn, weight: 0 },
    ];
    const pathPattern = { values: path === "/" ? ["/*"] : [path, `${path.replace(/\/$/, "")}/*`] };
    const args = {
      listenerArn: front.loadBalancer.listenerArn,
      priority: front.priorities[source],
      conditions: [...(domain ? [{ hostHeader: { values: [domain] } }] : []), { pathPattern }],
      actions: [{ type: "forward", forward: { targetGroups } }],
      tags: place.tags,
    };
    // ECS moves the weights at each such rollout; without this the next update would send live traffic to the idle group.
    const ignoreChanges = moves ? ["actions"] : [];
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
    if (front.shared && front.loadBalancer.egressRules) {
      const out = { securityGroupId: referencedSecurityGroupId, referencedSecurityGroupId: securityGroupId };
      this.child("balancerEgress", vpc.SecurityGroupEgressRule, { ...out, ...ports, tags: place.tags });
    }
  }

  private makeRollbackAlarms(): pulumi.Output<string>[] {
    const { source, front, place, rollout } = this.args;
    const staged = movesInStages(rollout);
    const errors = errorsAlarm(source, front.loadBalancer.arnSuffix, this.targetGroups, staged);
    const latency = latencyAlarm(source, front.loadBalancer.arnSuffix, this.targetGroups);
    return [
      this.child("errorsAlarm", cloudwatch.MetricAlarm, { ...errors, tags: alarmTags(place.tags, "critical", source) })
        .name,
      this.child("latencyAlarm", cloudwatch.MetricAlarm, {
        ...latency,
        tags: alarmTags(place.tags, "degradation", source),
      }).name,
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
