import type * as pulumi from "@pulumi/pulumi";
import type { Endpoint, Watch } from "../index";

/** A service's public address. */
export interface DockerEndpoint extends Endpoint {
  /**
   * Where a container on the network finds the same: "http://shop-proxy:8080". For services without a domain, whose `url`
   * may name the host as only the host itself knows it. @default - `url`
   */
  inside?: pulumi.Input<string>;
}

/** One service, as the network and the proxy's metrics know it. */
export interface WatchedService {
  /** The fewest instances that must be healthy. */
  minimumInstances: number;
  /** The name on the network behind which each instance has an address. */
  alias: pulumi.Input<string>;
  /** Where the instances listen. */
  port: number;
  /** The path of the health check. */
  path: string;
}

/** One worker. Its containers stand under its name in the steward's metrics. */
export interface WatchedWorker {
  minimumInstances: number;
}

/** One job. Its runs stand under its name in the steward's metrics. */
export interface WatchedJob {
  /** Cron expression of five fields in UTC. @default - it is started by hand, so that its silence means nothing */
  schedule?: string;
}

/** What alarms on one Docker host look at. `DeploymentTarget.watch` is one; any part can be written by hand. */
export interface DockerWatch extends Watch {
  readonly endpoints: readonly DockerEndpoint[];
  /** Services by name, which is the label `server` in the proxy's metrics. @default - none */
  services?: Record<string, WatchedService>;
  /** Workers by name. @default - none */
  workers?: Record<string, WatchedWorker>;
  /** Jobs by name. @default - none */
  jobs?: Record<string, WatchedJob>;
  /** "host:port" of the proxy's metrics, on the network. @default - no alarms on requests */
  proxy?: pulumi.Input<string>;
  /** "host:port" of the steward's metrics of containers and jobs, on the network. @default - no alarms on containers and jobs */
  steward?: pulumi.Input<string>;
}
