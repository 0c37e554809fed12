import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as kms from "@pulumi/aws/kms";
import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import { accountOf } from "../../common/aws/account";
import { keyArgs } from "../../common/aws/key";
import { ROLE_NAME_LIMIT } from "../../common/aws/name";
import { assumableBy } from "../../common/aws/policy";
import { Component, type Transforms } from "../../common/component";
import { preset } from "../../common/environment";
import type { TargetNetwork } from "../../target/aws/place";
import { familyOf, logsOf } from "./engines";
import { parametersOf } from "./parameters";
import type { Ground } from "./server";
import type { Wanted } from "./wanted";

/** Every kind of child that what a server stands on has. */
export interface GroundChildren {
  key: kms.KeyArgs;
  subnets: rds.SubnetGroupArgs;
  securityGroup: ec2.SecurityGroupArgs;
  logGroup: cloudwatch.LogGroupArgs;
  monitoringRole: iam.RoleArgs;
  monitoringPolicy: iam.RolePolicyAttachmentArgs;
  parameters: rds.ParameterGroupArgs;
  clusterParameters: rds.ClusterParameterGroupArgs;
}

export interface GroundArgs {
  wanted: Wanted;
  keyArn: pulumi.Input<string> | undefined;
  network: TargetNetwork;
  tags: Record<string, string>;
  transform?: Transforms<GroundChildren> | undefined;
}

/** Identifiers of RDS: 63 characters, of which Pulumi's suffix takes 8, and the number of a cluster's server 2. */
const IDENTIFIER_LIMIT = 53;

/** How long a database's logs are kept, in days. */
export const LOG_DAYS = { staging: 14, production: 30 };

/** What a server stands on: its place in the network, its key, its settings, and where its logs go. */
export class DatabaseGround extends Component<GroundChildren> implements Ground {
  readonly identifier: pulumi.Output<string>;
  readonly subnetGroup: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  readonly keyArn: pulumi.Input<string>;
  readonly parameters: pulumi.Output<string>;
  readonly monitoringRoleArn: pulumi.Output<string> | undefined;
  readonly tags: Record<string, string>;

  constructor(
    private readonly name: string,
    private readonly args: GroundArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:aws:DatabaseGround", name, args, opts);
    const { tags, network, wanted, keyArn } = args;
    this.tags = tags;
    this.keyArn = keyArn ?? this.makeKey();
    const subnets = { subnetIds: network.subnetIds, description: `Where ${name} stands`, tags };
    this.subnetGroup = this.child("subnets", rds.SubnetGroup, subnets, { limit: IDENTIFIER_LIMIT }).name;
    // With Pulumi's suffix it is a name that no other database has, and known before the server is, whose logs are named after it.
    this.identifier = this.makeLogGroups(this.subnetGroup);
    this.securityGroupId = this.makeSecurityGroup();
    this.parameters = this.makeParameters();
    this.monitoringRoleArn = wanted.monitoring > 0 ? this.makeMonitoringRole() : undefined;
    this.registerOutputs({ identifier: this.identifier });
  }

  private makeKey(): pulumi.Output<string> {
    const { environment, protect } = this.args.wanted;
    const args = keyArgs(`Data and passwords of ${this.name}`, environment, this.tags);
    return this.child("key", kms.Key, args, { protect }).arn;
  }

  private makeSecurityGroup(): pulumi.Output<string> {
    const { network, tags } = this.args;
    const description = `${this.name}, which admits each container by a rule of its own`;
    return this.child("securityGroup", ec2.SecurityGroup, { vpcId: network.vpcId, description, tags }).id;
  }

  /** RDS would make them itself, to keep for ever. Gives the identifier, once they are there. */
  private makeLogGroups(identifier: pulumi.Output<string>): pulumi.Output<string> {
    const { engine, kind, environment, protect } = this.args.wanted;
    const folder = kind === "aurora" ? "cluster" : "instance";
    const groups = logsOf(engine, kind).map(of => {
      const name = pulumi.interpolate`/aws/rds/${folder}/${identifier}/${of}`;
      const args = { name, retentionInDays: LOG_DAYS[preset(environment)], tags: this.tags };
      return this.child("logGroup", cloudwatch.LogGroup, args, { of, protect }).id;
    });
    return pulumi.all([identifier, pulumi.all(groups)]).apply(([known]) => known);
  }

  private makeParameters(): pulumi.Output<string> {
    const { wanted, tags } = this.args;
    const args = {
      family: familyOf(wanted.engine, wanted.kind, wanted.version),
      description: `Settings of ${this.name}`,
      parameters: parametersOf(wanted),
      tags,
    };
    if (wanted.kind === "aurora") return this.child("clusterParameters", rds.ClusterParameterGroup, args).name;
    return this.child("parameters", rds.ParameterGroup, args).name;
  }

  private makeMonitoringRole(): pulumi.Output<string> {
    const args = { assumeRolePolicy: assumableBy("monitoring.rds.amazonaws.com"), tags: this.tags };
    const role = this.child("monitoringRole", iam.Role, args, { limit: ROLE_NAME_LIMIT });
    const { partition } = accountOf(this);
    const policyArn = pulumi.interpolate`arn:${partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole`;
    const attached = this.child("monitoringPolicy", iam.RolePolicyAttachment, { role: role.name, policyArn });
    return pulumi.all([role.arn, attached.id]).apply(([arn]) => arn);
  }
}
