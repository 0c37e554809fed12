import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../../common/component";
import { aliasOf } from "../../common/docker/alias";
import { ON_DEMAND } from "../../common/docker/container";
import { hostOfStack } from "../../common/docker/host";
import { LABELS } from "../../common/docker/labels";
import { Container } from "../../common/docker/remade";
import type { JobArgs } from "../spec";
import { CONTAINER_NAME_LIMIT, containerArgs, secretsOf } from "./container";
import { ContainerImage } from "./image";
import type { Place } from "./place";
import { secretFiles } from "./secrets";

/** Every kind of child that a job has. */
export interface JobChildren {
  container: docker.ContainerArgs;
}

/**
 * A container that stands ready and is started by the steward's clock, or by `runCommand`. An update that changes it while it
 * runs stops it.
 */
export class Job extends Component<JobChildren> {
  /** The call that runs the job once, shows its output, and ends with its exit code. */
  readonly runCommand: pulumi.Output<string>;

  constructor(name: string, source: string, job: JobArgs, place: Place, opts?: pulumi.ComponentResourceOptions) {
    super("daytwo:docker:Job", name, { transform: place.transform?.job }, opts);
    const image = new ContainerImage(name, source, job, place, { parent: this }).id;
    const secrets = secretFiles(name, secretsOf(job, place.shared), place, this);
    const labels = { ...(job.schedule !== undefined && { [LABELS.schedule]: job.schedule }) };
    const parts = {
      source,
      role: "job",
      container: job,
      image,
      secrets,
      place,
      alias: aliasOf(`${name}-job`),
      labels,
    } as const;
    const container = this.child(
      "container",
      Container,
      { ...containerArgs(parts), ...ON_DEMAND },
      { limit: CONTAINER_NAME_LIMIT, dependsOn: [...place.shared.first] },
    );
    this.runCommand = pulumi.interpolate`docker ${hostOption()}start --attach ${container.name}`;
    this.registerOutputs({ runCommand: this.runCommand });
  }
}

/** Docker's own program looks at the local host by itself. */
function hostOption(): string {
  const host = hostOfStack();
  return host.startsWith("unix://") ? "" : `--host ${host} `;
}
