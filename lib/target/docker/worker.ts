import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../../common/component";
import { aliasOf } from "../../common/docker/alias";
import { Container } from "../../common/docker/remade";
import { steady } from "../../common/docker/steady";
import { scaleOf } from "../defaults";
import type { WorkerArgs } from "../spec";
import { besides, containerArgs, secretsOf } from "./container";
import { ContainerImage } from "./image";
import { scaleNotes } from "./notes";
import type { Place } from "./place";
import { secretFiles } from "./secrets";
import type { WatchedWorker } from "./watch";

/** Every kind of child that a worker has. */
export interface WorkerChildren {
  container: docker.ContainerArgs;
}

/** Containers to which nothing connects. New ones start beside the old, which are stopped when the update has gone well. */
export class Worker extends Component<WorkerChildren> {
  readonly watch: WatchedWorker;
  /** The ids of the containers. @throws PlainError, through the output, when one does not keep running */
  readonly running: pulumi.Output<string[]>;

  constructor(name: string, source: string, worker: WorkerArgs, place: Place, opts?: pulumi.ComponentResourceOptions) {
    super("daytwo:docker:Worker", name, { transform: place.transform?.worker }, opts);
    for (const note of scaleNotes(source, worker.scale)) pulumi.log.info(note, this);
    const { min } = scaleOf(worker.scale, place.environment);
    const image = new ContainerImage(name, source, worker, place, { parent: this }).id;
    const secrets = secretFiles(name, secretsOf(worker, place.shared), place, this);
    const parts = {
      source,
      role: "worker",
      container: worker,
      image,
      secrets,
      place,
      alias: aliasOf(`${name}-worker`),
    } as const;
    const args = containerArgs(parts);
    const containers = Array.from({ length: min }, (_, index) =>
      this.child("container", Container, args, besides(place, index + 1)),
    );
    this.running = pulumi.all(containers.map(({ id }) => steady(id, source)));
    this.watch = { minimumInstances: min };
    this.registerOutputs({ running: this.running });
  }
}
