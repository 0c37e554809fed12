import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import type { Foundation } from "../../foundation/docker";
import type { ServeSpec } from "../../steward/serve";
import { Component, type Transforms } from "../component";
import { aliasOf, onNetwork } from "./alias";
import { HARDENED, limits, mounts, REACHES_OUT } from "./container";
import { healthy } from "./healthy";
import { hostOfStack } from "./host";
import { socketOf } from "./host/address";
import { KEEPS_LABELS } from "./labels";
import { MEMORY } from "./memory";
import { Container } from "./remade";

export interface ClockChildren {
  results: docker.VolumeArgs;
  clock: docker.ContainerArgs;
}

/** Where Docker's socket lies in the container. */
const SOCKET = "/var/run/docker.sock";
/** Where the results of jobs lie in the container. */
const RESULTS = "/results";
const METRICS_PORT = 9100;

/** Whether it reaches Docker, which it says itself; the image need have no more than Node. */
const WELL: docker.types.input.ContainerHealthcheck = {
  tests: [
    "CMD",
    "node",
    "-e",
    `fetch("http://127.0.0.1:${METRICS_PORT}/healthz").then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))`,
  ],
  interval: "15s",
  timeout: "10s",
  startPeriod: "30s",
  retries: 3,
};

/**
 * The steward's clock: starts the stack's jobs on their schedules, keeps how they ended, and tells Prometheus of them and of
 * the stack's containers. It has the host's Docker socket, which is as good as being root there: only the
 * stack's own network reaches it, for its metrics, and it takes no orders.
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
    const clock = this.child("clock", Container, {
      ...HARDENED,
      ...REACHES_OUT,
      ...limits(MEMORY.clock),
      image: foundation.image("steward"),
      command: ["serve", JSON.stringify(spec)],
      // The socket is root's.
      user: "0:0",
      mounts: mounts([
        { from: socketOf(hostOfStack()), at: SOCKET, readOnly: true },
        { from: results.name, at: RESULTS },
      ]),
      networksAdvanced: onNetwork(foundation, alias),
      labels: foundation.labels("steward", "clock"),
      healthcheck: WELL,
    });
    this.metrics = `${alias}:${METRICS_PORT}`;
    // An update is not good while nothing starts the jobs: the clock is well when it has seen the host's containers.
    this.registerOutputs({ metrics: this.metrics, clock: healthy(clock.id, name) });
  }
}
