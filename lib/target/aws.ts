import * as ecs from "@pulumi/aws/ecs";
import * as scheduler from "@pulumi/aws/scheduler";
import * as pulumi from "@pulumi/pulumi";
import { namedInLowerCase, ROLE_NAME_LIMIT } from "../common/aws/name";
import { all, checked } from "../common/checks";
import { Component } from "../common/component";
import { type Environment, protects } from "../common/environment";
import { mapValues } from "../common/records";
import { tags } from "../common/tags";
import type { AwsDeploymentTargetArgs } from "./aws/args";
import { clusterArgs, joined } from "./aws/cluster";
import { type Front, frontOf } from "./aws/front";
import { Job } from "./aws/job";
import { type JoinedLoadBalancer, joinable } from "./aws/joined";
import { targetDetails } from "./aws/operations";
import { networkOf, type Place, placeOf } from "./aws/place";
import { applicationTargetCheck, wiredTargetCheck } from "./aws/rules";
import { type Inbound, Service } from "./aws/service";
import { sharedOf } from "./aws/shared";
import type { AwsWatch } from "./aws/watch";
import type { DeploymentTarget as Contract } from "./index";
import type { JobArgs, WorkerArgs } from "./spec";

export type { AwsDeploymentTargetArgs as DeploymentTargetArgs } from "./aws/args";

/** The kind of child that the target itself makes; its parts have their own. */
export interface TargetChildren {
  cluster: ecs.ClusterArgs;
  scheduleGroup: scheduler.ScheduleGroupArgs;
}

/**
 * Services, workers and jobs on ECS with Fargate, behind an application load balancer.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * const target = new aws.DeploymentTarget("shop", {
 *   services: { web: { image: "ghcr.io/acme/shop@sha256:…", health: "/healthz", domain: "shop.example.com" } },
 * });
 * ```
 */
export class DeploymentTarget extends Component<TargetChildren> implements Contract {
  static readonly check = applicationTargetCheck;

  readonly url: pulumi.Output<string>;
  readonly urls: Record<string, pulumi.Output<string>>;
  readonly watch: AwsWatch;
  /** The AWS CLI call that runs each job once, by the job's name. */
  readonly runCommands: Record<string, pulumi.Output<string>>;
  /** Where its containers run, for components that bring jobs of their own: they are given the target as their `foundation`. */
  readonly place: Place;
  readonly operations: pulumi.Output<object>;
  /** The load balancer, for another target to join; none without a service. */
  readonly loadBalancer: JoinedLoadBalancer | undefined;
  private readonly environment: Environment;
  private readonly tags: Record<string, string>;

  constructor(
    private readonly name: string,
    private readonly args: AwsDeploymentTargetArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    const { transform } = checked(name, args, all(namedInLowerCase(name), wiredTargetCheck));
    super(
      "daytwo:aws:DeploymentTarget",
      name,
      { transform: { cluster: transform?.cluster, scheduleGroup: transform?.scheduleGroup } },
      opts,
    );
    this.environment = args.environment ?? "production";
    this.tags = tags(args.application ?? name, this.environment, args.tags);

    this.place = this.makePlace();
    const { place } = this;
    const front = Object.keys(args.services ?? {}).length > 0 ? this.makeFront(place) : undefined;
    const services = mapValues(args.services, (service, source) =>
      this.makeService(source, service, place, front && { service, front }),
    );
    const workers = mapValues(args.workers, (worker, source) => this.makeService(source, worker, place));
    const jobs = mapValues(args.jobs, (job, source) => this.makeJob(source, job, place));

    this.loadBalancer = front && joinable(front);
    const running = { ...services, ...workers };
    this.watch = watchOf(running, jobs, place, front);
    this.operations = targetDetails({ services: running, jobs, place, front }, this);
    this.urls = Object.fromEntries(this.watch.endpoints.map(({ service, url }) => [service, pulumi.output(url)]));
    this.url = Object.values(this.urls)[0] ?? pulumi.output("");
    this.runCommands = mapValues(jobs, job => job.runCommand);
    this.registerOutputs({ url: this.url, urls: this.urls, runCommands: this.runCommands });
  }

  private makePlace(): Place {
    const { registry, logs, architecture, transform } = this.args;
    const { cluster, network } = placeOf(this.args.foundation) ?? this.makeGround();
    return {
      cluster,
      network,
      registry,
      logs,
      architecture,
      transform,
      scheduleGroup: this.makeScheduleGroup(),
      shared: sharedOf(this.args),
      keepsLogs: true,
      environment: this.environment,
      tags: this.tags,
    };
  }

  /** What a foundation has, where it stands on none. */
  private makeGround(): Pick<Place, "cluster" | "network"> {
    const { name, args, tags } = this;
    const network = networkOf(name, args, this.environment, tags, { parent: this });
    const makeCluster = () => joined(this.child("cluster", ecs.Cluster, clusterArgs(tags)));
    return { network, cluster: args.cluster ?? makeCluster() };
  }

  /** A group of its own, since EventBridge Scheduler counts by the group what it could not start. */
  private makeScheduleGroup(): pulumi.Output<string> | undefined {
    const scheduled = Object.values(this.args.jobs ?? {}).some(({ schedule }) => schedule !== undefined);
    if (!scheduled) return undefined;
    return this.child("scheduleGroup", scheduler.ScheduleGroup, { tags: this.tags }, { limit: ROLE_NAME_LIMIT }).name;
  }

  private makeFront({ network }: Place): Front {
    const { name, args, tags } = this;
    return frontOf({ name, args, network, protect: protects(this.environment), tags, parent: this });
  }

  private makeService(source: string, container: WorkerArgs, place: Place, inbound?: Inbound): Service {
    return new Service(`${this.name}-${source}`, { source, container, place, inbound }, { parent: this });
  }

  private makeJob(source: string, job: JobArgs, place: Place): Job {
    return new Job(`${this.name}-${source}`, { source, job, place }, { parent: this });
  }
}

function watchOf(
  services: Record<string, Service>,
  jobs: Record<string, Job>,
  { scheduleGroup }: Place,
  front: Front | undefined,
): AwsWatch {
  return {
    endpoints: Object.values(services).flatMap(({ endpoint }) => endpoint ?? []),
    services: mapValues(services, ({ watch }) => watch),
    jobs: mapValues(jobs, ({ watch }) => watch),
    ...(scheduleGroup && { scheduleGroup }),
    ...(front && { loadBalancer: { arnSuffix: front.loadBalancer.arnSuffix, shared: front.shared } }),
    certificates: Object.fromEntries(
      front?.domains.map(({ domain, certificateArn }) => [domain, certificateArn]) ?? [],
    ),
  };
}
