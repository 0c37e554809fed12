import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";
import { checked } from "../common/checks";
import { Component } from "../common/component";
import { tags } from "../common/tags";
import { clusterArgs, joined } from "../target/aws/cluster";
import { networkOf, type Place } from "../target/aws/place";
import type { AwsFoundationArgs, FoundationChildren } from "./aws/args";
import { foundationCheck } from "./aws/rules";
import type { Foundation as Contract } from "./index";

export type { AwsFoundationArgs as FoundationArgs } from "./aws/args";

/**
 * The network and the ECS cluster that all parts of an application stand on; several applications may share one.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * const foundation = new aws.Foundation("acme", { vpc: { nat: "single" } });
 * const database = new aws.Database("shop-database", { foundation });
 * new aws.DeploymentTarget("shop", { foundation, database, services: { web: { image } } });
 * ```
 */
export class Foundation extends Component<FoundationChildren> implements Contract {
  static readonly check = foundationCheck;

  /** Where containers, databases and caches stand. */
  readonly place: Place;

  constructor(name: string, args: AwsFoundationArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const { transform, cluster, takesOver } = checked(name, args, foundationCheck);
    super("daytwo:aws:Foundation", name, { transform: { cluster: transform?.cluster } }, opts);
    const environment = args.environment ?? "production";
    const common = tags(args.application ?? name, environment, args.tags);
    const former = (child: string) => formerly(child, takesOver, opts?.parent);

    const network = networkOf(name, args, environment, common, { parent: this, aliases: former("network") });
    const makeCluster = () =>
      joined(this.child("cluster", ecs.Cluster, clusterArgs(common), { aliases: former("cluster") }));
    this.place = { cluster: cluster ?? makeCluster(), network, environment, tags: common };
    this.registerOutputs({ vpcId: network.vpcId, cluster: this.place.cluster.name });
  }
}

/** The former identity of a child that was the deployment target's, so that it is kept and not replaced. */
function formerly(child: string, target: string | undefined, parent: pulumi.Resource | undefined): pulumi.Alias[] {
  if (target === undefined) return [];
  return [{ name: `${target}-${child}`, parent: pulumi.createUrn(target, "daytwo:aws:DeploymentTarget", parent) }];
}
