import * as ec2 from "@pulumi/aws/ec2";
import * as lb from "@pulumi/aws/lb";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import { Component, type Transforms } from "../../common/component";
import type { Domain } from "./domain";
import type { JoinedLoadBalancer } from "./joined";

/** Names of balancers and target groups: 32 characters, of which Pulumi's suffix takes 8. */
export const ELB_NAME_LIMIT = 24;

/** TLS 1.3, and 1.2 with forward secrecy: the policy that the Elastic Load Balancing user guide recommends. */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

/** Every kind of child that a new balancer has. */
export interface BalancerChildren {
  balancerSecurityGroup: ec2.SecurityGroupArgs;
  balancerIngress: vpc.SecurityGroupIngressRuleArgs;
  balancerEgress: vpc.SecurityGroupEgressRuleArgs;
  loadBalancer: lb.LoadBalancerArgs;
  httpListener: lb.ListenerArgs;
  httpsListener: lb.ListenerArgs;
}

export interface BalancerArgs {
  vpcId: pulumi.Input<string>;
  subnetIds: pulumi.Input<string>[];
  /** The domain whose certificate is shown to clients that name none. @default - none: the balancer speaks HTTP */
  defaultDomain?: Domain | undefined;
  protect: boolean;
  tags: Record<string, string>;
  transform?: Transforms<BalancerChildren> | undefined;
}

/** An application load balancer that answers HTTPS when there is a domain, and then redirects HTTP. */
export class Balancer extends Component<BalancerChildren> implements JoinedLoadBalancer {
  readonly arnSuffix: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  readonly zoneId: pulumi.Output<string>;
  readonly listenerArn: pulumi.Output<string>;
  readonly https: boolean;
  readonly securityGroupId: pulumi.Output<string>;

  constructor(
    name: string,
    private readonly args: BalancerArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:aws:Balancer", name, args, opts);
    this.https = args.defaultDomain !== undefined;
    const securityGroup = this.makeSecurityGroup();
    const balancer = this.makeLoadBalancer(securityGroup);
    const http = this.makeHttpListener(balancer);
    const https = this.makeHttpsListener(balancer);

    this.arnSuffix = balancer.arnSuffix;
    this.dnsName = balancer.dnsName;
    this.zoneId = balancer.zoneId;
    this.listenerArn = (https ?? http).arn;
    this.securityGroupId = securityGroup.id;
    this.registerOutputs({ dnsName: this.dnsName });
  }

  /** Lets the balancer reach a service's containers, and nothing else. */
  reach(service: string, securityGroupId: pulumi.Input<string>, port: number): void {
    const args = {
      securityGroupId: this.securityGroupId,
      referencedSecurityGroupId: securityGroupId,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      tags: this.args.tags,
    };
    this.child("balancerEgress", vpc.SecurityGroupEgressRule, args, { of: service });
  }

  private makeSecurityGroup(): ec2.SecurityGroup {
    const { vpcId, tags } = this.args;
    const description = "From everywhere to the load balancer";
    const group = this.child("balancerSecurityGroup", ec2.SecurityGroup, { vpcId, description, tags });
    for (const port of this.https ? [80, 443] : [80]) {
      const rule = {
        securityGroupId: group.id,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        cidrIpv4: "0.0.0.0/0",
        tags,
      };
      this.child("balancerIngress", vpc.SecurityGroupIngressRule, rule, { of: String(port) });
    }
    return group;
  }

  private makeLoadBalancer(securityGroup: ec2.SecurityGroup): lb.LoadBalancer {
    const { subnetIds, protect, tags } = this.args;
    const args = {
      loadBalancerType: "application",
      subnets: subnetIds,
      securityGroups: [securityGroup.id],
      dropInvalidHeaderFields: true,
      enableDeletionProtection: protect,
      tags,
    };
    return this.child("loadBalancer", lb.LoadBalancer, args, { limit: ELB_NAME_LIMIT });
  }

  private makeHttpListener(balancer: lb.LoadBalancer): lb.Listener {
    const redirect = { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } };
    const defaultActions = [this.https ? redirect : NOT_FOUND];
    return this.child("httpListener", lb.Listener, {
      loadBalancerArn: balancer.arn,
      port: 80,
      protocol: "HTTP",
      defaultActions,
      tags: this.args.tags,
    });
  }

  private makeHttpsListener(balancer: lb.LoadBalancer): lb.Listener | undefined {
    const { defaultDomain } = this.args;
    if (!defaultDomain) return undefined;
    return this.child("httpsListener", lb.Listener, {
      loadBalancerArn: balancer.arn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: TLS_POLICY,
      certificateArn: defaultDomain.validCertificateArn,
      defaultActions: [NOT_FOUND],
      tags: this.args.tags,
    });
  }
}

/** What no service's rule asked for. */
const NOT_FOUND = {
  type: "fixed-response",
  fixedResponse: { contentType: "text/plain", messageBody: "not found", statusCode: "404" },
};
