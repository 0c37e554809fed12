import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../../common/component";
import type { ServiceDetails } from "../../operations/aws/details";
import { type CompleteScale, rolloutOf, scaleOf, WORKER_ROLLOUT } from "../defaults";
import type { Endpoint } from "../index";
import type { Rollout, ServiceArgs, WorkerArgs } from "../spec";
import { endpointOf } from "./endpoints";
import type { Front } from "./front";
import type { Place } from "./place";
import { deployment, gate, rolloutNotes, rolloutTimeouts } from "./rollout";
import { Scaling } from "./scaling";
import { Task } from "./task";
import { Traffic } from "./traffic";
import type { WatchedService } from "./watch";

/** Every kind of child that a service or worker has. */
export interface ServiceChildren {
  service: ecs.ServiceArgs;
}

export interface ServiceComponentArgs {
  /** The name in the specification, which is also the container's. */
  source: string;
  container: WorkerArgs;
  /** What makes it a service; absent for a worker, to which nothing connects. */
  inbound?: Inbound | undefined;
  place: Place;
}

export interface Inbound {
  service: ServiceArgs;
  front: Front;
}

/** One ECS service on Fargate: a service behind the load balancer, or a worker. */
export class Service extends Component<ServiceChildren> {
  readonly watch: WatchedService;
  /** Where a service answers; a worker does not. */
  readonly endpoint: Endpoint | undefined;
  /** The task definition that runs. @throws PlainError, through the output, when the rollout rolled itself back */
  readonly running: pulumi.Output<string>;
  /** What the operations must know to find it. */
  readonly details: pulumi.Output<ServiceDetails>;
  private readonly scale: CompleteScale;
  private readonly rollout: Required<Rollout>;

  constructor(
    private readonly name: string,
    private readonly args: ServiceComponentArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:aws:Service", name, { transform: args.place.transform?.service }, opts);
    const { container, inbound, place } = args;
    this.scale = scaleOf(container.scale, place.environment);
    this.rollout = inbound ? rolloutOf(inbound.service.rollout, place.environment) : WORKER_ROLLOUT;

    for (const note of rolloutNotes(args.source, inbound?.service.rollout, this.rollout)) pulumi.log.info(note, this);

    const task = this.makeTask();
    const traffic = this.makeTraffic(task);
    const service = this.makeService(task, traffic);
    if (this.scales) this.makeScaling(service, traffic);

    this.watch = this.watched(service, traffic);
    this.running = gate(service, name, task.definitionArn);
    this.endpoint = inbound && endpointOf(args.source, inbound, this.running);
    const front = traffic && { front: traffic.details };
    this.details = pulumi.output({ service: service.name, logGroup: task.logGroup, ...front });
    this.registerOutputs({ running: this.running });
  }

  private get scales(): boolean {
    return this.scale.max > this.scale.min;
  }

  private makeTask(): Task {
    const { source, container, inbound, place } = this.args;
    return new Task(this.name, { source, container, service: inbound?.service, place }, { parent: this });
  }

  private makeTraffic({ securityGroupId }: Task): Traffic | undefined {
    const { source, inbound, place } = this.args;
    if (!inbound) return undefined;
    const args = { source, ...inbound, rollout: this.rollout, securityGroupId, place };
    return new Traffic(this.name, args, { parent: this });
  }

  private makeService(task: Task, traffic: Traffic | undefined): ecs.Service {
    const { cluster, tags } = this.args.place;
    const args = {
      cluster: cluster.arn,
      taskDefinition: task.definitionArn,
      launchType: "FARGATE",
      desiredCount: this.scale.min,
      networkConfiguration: task.networkConfiguration,
      ...deployment(this.rollout, traffic?.rollbackAlarms ?? []),
      ...traffic?.serviceArgs,
      waitForSteadyState: true,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      tags,
    };
    return this.child("service", ecs.Service, args, {
      customTimeouts: rolloutTimeouts(this.rollout),
      // ECS refuses a target group that no listener uses yet.
      dependsOn: traffic ? [traffic] : [],
      // Between min and max the scaling decides, and an update must not undo it.
      ignoreChanges: this.scales ? ["desiredCount"] : [],
    });
  }

  private makeScaling(service: ecs.Service, traffic: Traffic | undefined): void {
    const { inbound, place } = this.args;
    const requestsOn = inbound &&
      traffic && { loadBalancer: inbound.front.loadBalancer.arnSuffix, targetGroups: traffic.targetGroups };
    new Scaling(`${this.name}-scaling`, { service, scale: this.scale, requestsOn, place }, { parent: this });
  }

  private watched(service: ecs.Service, traffic: Traffic | undefined): WatchedService {
    return {
      clusterName: this.args.place.cluster.name,
      serviceName: service.name,
      minimumTasks: this.scale.min,
      containerInsights: this.args.place.cluster.containerInsights ?? false,
      targetGroups: traffic?.targetGroups.map(group => group.arnSuffix) ?? [],
    };
  }
}
