import * as ec2 from "@pulumi/aws/ec2";
import { getAvailabilityZonesOutput } from "@pulumi/aws/getAvailabilityZones";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";
import { Component, type Transforms } from "../../common/component";
import { type Environment, preset } from "../../common/environment";
import type { NewVpc } from "./args";
import { eighth } from "./cidr";

/** Every kind of child that a new network has. */
export interface NetworkChildren {
  vpc: ec2.VpcArgs;
  internetGateway: ec2.InternetGatewayArgs;
  publicSubnet: ec2.SubnetArgs;
  privateSubnet: ec2.SubnetArgs;
  publicRouteTable: ec2.RouteTableArgs;
  privateRouteTable: ec2.RouteTableArgs;
  publicRoute: ec2.RouteTableAssociationArgs;
  privateRoute: ec2.RouteTableAssociationArgs;
  natAddress: ec2.EipArgs;
  nat: ec2.NatGatewayArgs;
  s3Endpoint: ec2.VpcEndpointArgs;
}

export interface NetworkArgs extends Required<NewVpc> {
  tags: Record<string, string>;
  transform?: Transforms<NetworkChildren> | undefined;
}

/** The new network's defaults: production survives the loss of a zone, staging pays for no NAT gateway. */
export function newVpc(vpc: NewVpc | undefined, environment: Environment): Required<NewVpc> {
  const production = preset(environment) === "production";
  return { cidr: "10.0.0.0/16", zones: production ? 3 : 2, nat: production ? "per-zone" : "none", ...vpc };
}

/** A VPC with a public subnet in each zone and, unless it has no NAT gateway, a private one. */
export class Network extends Component<NetworkChildren> {
  readonly id: pulumi.Output<string>;
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly privateSubnetIds: pulumi.Output<string>[];

  constructor(
    name: string,
    private readonly args: NetworkArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:aws:Network", name, args, opts);
    const vpc = this.makeVpc();
    const internetTable = this.makePublicRouteTable(vpc);
    const publicSubnets = this.zones().map(zone => this.makePublicSubnet(vpc, internetTable, zone));
    const gateways = this.makeNatGateways(publicSubnets);
    const privateTables = gateways.map((gateway, index) => this.makePrivateRouteTable(vpc, gateway, index));
    const privateSubnets =
      gateways.length > 0 ? this.zones().map(zone => this.makePrivateSubnet(vpc, privateTables, zone)) : [];
    this.makeS3Endpoint(vpc, [internetTable, ...privateTables]);

    this.id = vpc.id;
    this.publicSubnetIds = publicSubnets.map(subnet => subnet.id);
    this.privateSubnetIds = privateSubnets.map(subnet => subnet.id);
    this.registerOutputs({ id: this.id });
  }

  private zones(): number[] {
    return Array.from({ length: this.args.zones }, (_, index) => index);
  }

  private makeVpc(): ec2.Vpc {
    const { cidr, tags } = this.args;
    return this.child("vpc", ec2.Vpc, { cidrBlock: cidr, enableDnsHostnames: true, enableDnsSupport: true, tags });
  }

  private makePublicRouteTable(vpc: ec2.Vpc): ec2.RouteTable {
    const { tags } = this.args;
    const gateway = this.child("internetGateway", ec2.InternetGateway, { vpcId: vpc.id, tags });
    const routes = [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }];
    return this.child("publicRouteTable", ec2.RouteTable, { vpcId: vpc.id, routes, tags });
  }

  private makePublicSubnet(vpc: ec2.Vpc, table: ec2.RouteTable, zone: number): ec2.Subnet {
    const of = zoneName(zone);
    const subnet = this.child("publicSubnet", ec2.Subnet, this.subnetArgs(vpc, zone, eighth(this.args.cidr, zone)), {
      of,
    });
    this.child("publicRoute", ec2.RouteTableAssociation, { subnetId: subnet.id, routeTableId: table.id }, { of });
    return subnet;
  }

  private makePrivateSubnet(vpc: ec2.Vpc, tables: ec2.RouteTable[], zone: number): ec2.Subnet {
    const of = zoneName(zone);
    const subnet = this.child(
      "privateSubnet",
      ec2.Subnet,
      this.subnetArgs(vpc, zone, eighth(this.args.cidr, 4 + zone)),
      { of },
    );
    const table = tables[Math.min(zone, tables.length - 1)];
    if (table)
      this.child("privateRoute", ec2.RouteTableAssociation, { subnetId: subnet.id, routeTableId: table.id }, { of });
    return subnet;
  }

  private subnetArgs(vpc: ec2.Vpc, zone: number, cidrBlock: string): ec2.SubnetArgs {
    const zones = getAvailabilityZonesOutput({ state: "available" }, { parent: this });
    const availabilityZone = zones.apply(({ names }) => names[zone] ?? "");
    return { vpcId: vpc.id, cidrBlock, availabilityZone, tags: this.args.tags };
  }

  private makeNatGateways(publicSubnets: ec2.Subnet[]): ec2.NatGateway[] {
    const { nat, tags } = this.args;
    const count = { "per-zone": publicSubnets.length, single: 1, none: 0 }[nat];
    return publicSubnets.slice(0, count).map((subnet, zone) => {
      const of = zoneName(zone);
      const address = this.child("natAddress", ec2.Eip, { domain: "vpc", tags }, { of });
      return this.child("nat", ec2.NatGateway, { subnetId: subnet.id, allocationId: address.id, tags }, { of });
    });
  }

  private makePrivateRouteTable(vpc: ec2.Vpc, gateway: ec2.NatGateway, zone: number): ec2.RouteTable {
    const routes = [{ cidrBlock: "0.0.0.0/0", natGatewayId: gateway.id }];
    return this.child(
      "privateRouteTable",
      ec2.RouteTable,
      { vpcId: vpc.id, routes, tags: this.args.tags },
      { of: zoneName(zone) },
    );
  }

  /** Image layers come from S3: through this endpoint, which costs nothing, and not through NAT gateways, which do. */
  private makeS3Endpoint(vpc: ec2.Vpc, tables: ec2.RouteTable[]): void {
    const serviceName = pulumi.interpolate`com.amazonaws.${getRegionOutput({}, { parent: this }).region}.s3`;
    const routeTableIds = tables.map(table => table.id);
    const args = { vpcId: vpc.id, serviceName, vpcEndpointType: "Gateway", routeTableIds, tags: this.args.tags };
    this.child("s3Endpoint", ec2.VpcEndpoint, args);
  }
}

function zoneName(zone: number): string {
  return "abc".charAt(zone);
}
