import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../../common/component";
import { after } from "../../common/docker/after";
import { aliasOf } from "../../common/docker/alias";
import { RUN_ANEW } from "../../common/docker/container";
import { Container } from "../../common/docker/remade";
import { DEFAULT_PORT, healthOf, scaleOf } from "../defaults";
import type { ServiceArgs } from "../spec";
import { besides, CONTAINER_NAME_LIMIT, containerArgs, secretsOf } from "./container";
import { endpointOf } from "./endpoints";
import { type Candidate, gateArgs, passed } from "./gate";
import { ContainerImage } from "./image";
import { serviceNotes } from "./notes";
import type { Front, Place } from "./place";
import { secretFiles } from "./secrets";
import type { DockerEndpoint, WatchedService } from "./watch";

/** Every kind of child that a service has. */
export interface ServiceChildren {
  container: docker.ContainerArgs;
  gate: docker.ContainerArgs;
}

/**
 * Containers behind the proxy. New ones start beside the old; a gate, a one-shot container of the update, waits until all are
 * healthy and moves the traffic to them at once. When they do not become healthy the update fails, and the old ones go on.
 */
export class Service extends Component<ServiceChildren> {
  readonly watch: WatchedService;
  readonly endpoint: DockerEndpoint;
  /** The names of the containers that serve. @throws PlainError, through the output, when they did not become healthy */
  readonly running: pulumi.Output<string[]>;
  private readonly alias: string;

  constructor(
    name: string,
    private readonly source: string,
    private readonly service: ServiceArgs,
    private readonly place: Place,
    private readonly front: Front,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:docker:Service", name, { transform: place.transform?.service }, opts);
    for (const note of serviceNotes(source, service)) pulumi.log.info(note, this);
    this.alias = aliasOf(`${name}-service`);
    const { min } = scaleOf(service.scale, place.environment);

    const containers = this.makeContainers(name, min);
    this.running = this.makeGate({ source, service, containers });
    this.endpoint = endpointOf(source, service, front, this.running);
    this.watch = {
      minimumInstances: min,
      alias: this.alias,
      port: service.port ?? DEFAULT_PORT,
      path: healthOf(service).path,
    };
    this.registerOutputs({ running: this.running });
  }

  private makeContainers(name: string, count: number): docker.Container[] {
    const { source, service, place, alias } = this;
    const image = new ContainerImage(name, source, service, place, { parent: this }).id;
    const secrets = secretFiles(name, secretsOf(service, place.shared), place, this);
    const args = containerArgs({ source, role: "service", container: service, image, secrets, place, alias });
    return Array.from({ length: count }, (_, index) =>
      this.child("container", Container, args, besides(place, index + 1)),
    );
  }

  private makeGate(candidate: Candidate): pulumi.Output<string[]> {
    const gate = this.child("gate", Container, gateArgs(candidate, this.front, this.place), {
      ...RUN_ANEW,
      limit: CONTAINER_NAME_LIMIT,
      dependsOn: [...this.front.parts],
      // It waits for as long as the health check's grace and the draining take.
      customTimeouts: { create: "3h" },
    });
    const names = pulumi.all(candidate.containers.map(container => container.name));
    return after(passed(gate, candidate), names);
  }
}
