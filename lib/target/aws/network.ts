import * as ec2 from "@pulumi/aws/ec2";
import { getAvailabilityZonesOutput } from "@pulumi/aws/getAvailabilityZones";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";
import { Component, type Transforms } from "../../common/component";
import { type Environment, preset } from "../../common/environment";
import { InputError } from "../../common/errors";
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
    const gateway = this.child("internetGateway", ec2.InternetGateway, { vpcId: vpc.id, tags: args.tags });
    const internetTable = this.makePublicRouteTable(vpc, gateway);
    this.publicSubnetIds = this.zones().map(zone => this.makePublicSubnet(vpc, internetTable, zone));
    const nats = this.makeNatGateways(gateway);
    const privateTables = nats.map((nat, index) => this.makePrivateRouteTable(vpc, nat, index));
    this.privateSubnetIds =
      nats.length > 0 ? this.zones().map(zone => this.makePrivateSubnet(vpc, privateTables, zone)) : [];
    this.makeS3Endpoint(vpc, [internetTable, ...privateTables]);

    this.id = vpc.id;
    this.registerOutputs({ id: this.id });
  }

  private zones(): number[] {
    return Array.from({ length: this.args.zones }, (_, index) => index);
  }

  private makeVpc(): ec2.Vpc {
    const { cidr, tags } = this.args;
    return this.child("vpc", ec2.Vpc, { cidrBlock: cidr, enableDnsHostnames: true, enableDnsSupport: true, tags });
  }

  private makePublicRouteTable(vpc: ec2.Vpc, gateway: ec2.InternetGateway): ec2.RouteTable {
    const routes = [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }];
    return this.child("publicRouteTable", ec2.RouteTable, { vpcId: vpc.id, routes, tags: this.args.tags });
  }

  private makePublicSubnet(vpc: ec2.Vpc, table: ec2.RouteTable, zone: number): pulumi.Output<string> {
    const of = zoneName(zone);
    const args = this.subnetArgs(vpc, zone, eighth(this.args.cidr, zone));
    const subnet = this.child("publicSubnet", ec2.Subnet, args, { of, ...KEEP_ZONE });
    const route = { subnetId: subnet.id, routeTableId: table.id };
    return onceRouted(subnet, this.child("publicRoute", ec2.RouteTableAssociation, route, { of }));
  }

  private makePrivateSubnet(vpc: ec2.Vpc, tables: ec2.RouteTable[], zone: number): pulumi.Output<string> {
    const of = zoneName(zone);
    const args = this.subnetArgs(vpc, zone, eighth(this.args.cidr, 4 + zone));
    const subnet = this.child("privateSubnet", ec2.Subnet, args, { of, ...KEEP_ZONE });
    const table = tables[Math.min(zone, tables.length - 1)];
    if (!table) return subnet.id;
    const route = { subnetId: subnet.id, routeTableId: table.id };
    return onceRouted(subnet, this.child("privateRoute", ec2.RouteTableAssociation, route, { of }));
  }

  private subnetArgs(vpc: ec2.Vpc, zone: number, cidrBlock: string): ec2.SubnetArgs {
    // Local Zones, which an account opts in to, have neither Fargate nor NAT gateways.
    const filters = [{ name: "opt-in-status", values: ["opt-in-not-required"] }];
    const zones = getAvailabilityZonesOutput({ state: "available", filters }, { parent: this });
    const availabilityZone = zones.apply(({ names }) => names[zone] ?? tooFewZones(this.args.zones, names));
    return { vpcId: vpc.id, cidrBlock, availabilityZone, tags: this.args.tags };
  }

  private makeNatGateways(gateway: ec2.InternetGateway): ec2.NatGateway[] {
    const { nat, tags } = this.args;
    const count = { "per-zone": this.publicSubnetIds.length, single: 1, none: 0 }[nat];
    return this.publicSubnetIds.slice(0, count).map((subnetId, zone) => {
      const opts = { of: zoneName(zone), dependsOn: [gateway] };
      const address = this.child("natAddress", ec2.Eip, { domain: "vpc", tags }, opts);
      return this.child("nat", ec2.NatGateway, { subnetId, allocationId: address.id, tags }, opts);
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

/** A zone more or less in the Region's list must not move subnets that are there. */
const KEEP_ZONE = { ignoreChanges: ["availabilityZone"] };

/** A subnet's id, which comes out only when there is a way out of it: what starts before cannot pull its image. */
function onceRouted(subnet: ec2.Subnet, route: ec2.RouteTableAssociation): pulumi.Output<string> {
  return pulumi.all([subnet.id, route.id]).apply(([id]) => id);
}

function tooFewZones(wanted: number, names: string[]): never {
  const message = `${wanted} are wanted, and the Region has ${names.length}: ${names.join(", ")}; write zones: 2, or choose another Region`;
  throw new InputError("vpc", [{ path: "zones", message }]);
}

function zoneName(zone: number): string {
  return "abc".charAt(zone);
}
