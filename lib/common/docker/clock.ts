import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import type { Foundation } from "../../foundation/docker";
import type { ServeSpec } from "../../steward/serve";
import { Component, type Transforms } from "../component";
import { aliasOf, onNetwork } from "./alias";
import { HARDENED, mounts } from "./container";
import { KEEPS_LABELS } from "./labels";

export interface ClockChildren {
  results: docker.VolumeArgs;
  clock: docker.ContainerArgs;
}

/** Docker's on every Linux host; on another machine it is that machine's. */
const SOCKET = "/var/run/docker.sock";
/** Where the results of jobs lie in the container. */
const RESULTS = "/results";
const METRICS_PORT = 9100;

/**
 * The steward's clock: starts the stack's jobs on their schedules, keeps how they ended, and tells Prometheus of them and of
 * the stack's containers. It has the host's Docker socket, which is as good as being root there: nothing can reach it but
 * Prometheus, on the network, and it takes no orders.
 */
export class Clock extends Component<ClockChildren> {
  /** "host:port" of the metrics, on the network. */
  readonly metrics: string;

  constructor(
    name: string,
    foundation: Foundation,
    transform: Transforms<ClockChildren> | undefined,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:docker:Clock", name, { transform }, opts);
    const labels = foundation.labels("volume", "results");
    const results = this.child("results", docker.Volume, { labels }, KEEPS_LABELS);
    const alias = aliasOf(name);
    const spec: ServeSpec = { socket: SOCKET, results: RESULTS, port: METRICS_PORT };
    this.child("clock", docker.Container, {
      ...HARDENED,
      image: foundation.image("steward"),
      command: ["serve", JSON.stringify(spec)],
      // The socket is root's.
      user: "0:0",
      mounts: mounts([
        { from: SOCKET, at: SOCKET, readOnly: true },
        { from: results.name, at: RESULTS },
      ]),
      networksAdvanced: onNetwork(foundation, alias),
      labels: foundation.labels("steward", "clock"),
    });
    this.metrics = `${alias}:${METRICS_PORT}`;
    this.registerOutputs({ metrics: this.metrics });
  }
}
