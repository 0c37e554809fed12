import type * as pulumi from "@pulumi/pulumi";
import type { Duration } from "../common/duration";
import type { Size } from "../common/size";

/** Where a container's image comes from: one of the two. */
export interface ImageSource {
  /**
   * An image by reference, best with its digest: `"ghcr.io/acme/shop@sha256:…"`, or the output of a registry component.
   *
   * @default - none; then `build` is required
   */
  image?: pulumi.Input<string>;
  /**
   * A build context: a folder with a Dockerfile, or how to build it. The image is pushed to the registry and run by digest.
   *
   * @default - none; then `image` is required
   */
  build?: string | BuildArgs;
}

export interface BuildArgs {
  /** The folder that is sent to the builder, relative to the program's: that of `main` in Pulumi.yaml, or the project's own. */
  context: string;
  /** The Dockerfile, relative to the same. @default - `Dockerfile` in the context */
  dockerfile?: string;
  /** The stage of the Dockerfile to build. @default - the last */
  target?: string;
  /** Build arguments; never secrets, which an image would keep. @default - none */
  args?: Record<string, pulumi.Input<string>>;
}

/** How the platform asks a service whether it can serve. */
export interface HealthCheck {
  /** An HTTP path that answers with 200–399 when the service can serve. @default "/" */
  path?: string;
  /** Time between two checks, 5 to 300 seconds. @default "30 seconds" */
  interval?: Duration;
  /** Time a check may take, 2 to 120 seconds, less than the interval. @default "5 seconds" */
  timeout?: Duration;
  /** Time after a start during which failed checks do not count, up to 2 hours. @default "60 seconds" */
  grace?: Duration;
  /** Checks in a row that must pass before traffic comes, 2 to 10. @default 2 */
  healthyAfter?: number;
  /** Checks in a row that must fail before traffic stops, 2 to 10. @default 3 */
  unhealthyAfter?: number;
}

/** How many instances run, and what makes them more. */
export interface Scale {
  /** The fewest instances, 1 to 1000; 0 together with a `max` of 0 switches off. @default - production 2, staging 1 */
  min?: number;
  /** The most instances, up to 1000. @default - production 4 × `min`, staging `min` */
  max?: number;
  /** CPU to aim at, in percent. @default 70 */
  cpu?: number;
  /** Memory to aim at, in percent. @default 70 */
  memory?: number;
  /** Requests a minute and instance to aim at. @default - requests do not scale the service */
  requests?: number;
}

/** What every container has: a service, a worker and a job. */
export interface ContainerArgs extends ImageSource {
  /** The command, in place of the image's own. @default - the image's own */
  command?: string[];
  /** Virtual CPUs, rounded up to what the platform offers. @default 0.25 */
  cpu?: number;
  /** Memory, rounded up to what the platform offers. @default "512MiB" */
  memory?: Size;
  /** Environment variables; what is secret belongs into `secrets`. @default - none */
  environment?: Record<string, pulumi.Input<string>>;
  /**
   * Environment variables whose values are kept in the platform's secret store and are never in clear in the state, the
   * plan or the container's definition.
   *
   * @default - none
   */
  secrets?: Secrets;
}

/** Secret environment variables by name: a value, or where the platform's store has it already. */
export type Secrets = Record<string, pulumi.Input<string> | StoredSecret>;

/** A secret that the platform's store has already. */
export interface StoredSecret {
  /**
   * The platform's identifier: on AWS the ARN of a secret in Secrets Manager, which may go on with a key of its JSON
   * ("arn:…:secret:db-AbCdEf:password::"), or of a parameter of Systems Manager ("arn:…:parameter/shop/db").
   */
  stored: pulumi.Input<string>;
  /** The key that it is encrypted with, by the platform's identifier. @default - the store's own, to which rights come by themselves */
  key?: pulumi.Input<string>;
}

/** Tells a stored secret from a value. */
export function isStored(secret: Secrets[string]): secret is StoredSecret {
  return typeof secret === "object" && "stored" in secret;
}

/** A container without a port that runs all the time, such as a queue's consumer. */
export interface WorkerArgs extends ContainerArgs {
  /** How many instances run. Only `cpu` and `memory` can scale a worker. @default - those of `Scale` */
  scale?: Omit<Scale, "requests">;
}

/** A container that answers HTTP requests. */
export interface ServiceArgs extends ContainerArgs {
  /** The port that the container listens on. @default 8080 */
  port?: number;
  /** The health check, or only its path. @default - a check of "/" with the defaults of `HealthCheck` */
  health?: string | HealthCheck;
  /** How many instances run, and what brings more of them. @default - those of `Scale` */
  scale?: Scale;
  /**
   * The host name under which the service answers, over HTTPS; HTTP requests are redirected.
   *
   * @default - the platform's own name for the balancer or application, over HTTP where the platform has no certificate
   */
  domain?: string;
  /**
   * A certificate of the domain that is there already, by the platform's identifier: its ARN on AWS.
   *
   * @default - a new one, which the platform renews
   */
  certificate?: pulumi.Input<string>;
  /** The path prefix under which the service answers, where several share a domain or a balancer. @default "/" */
  path?: string;
  /** How a new version takes over. @default - production: blue-green, staging: rolling */
  rollout?: Rollout;
}

/** The ways in which a new version takes over. */
export const STRATEGIES = ["rolling", "blue-green", "canary", "linear"] as const;

/** How a new version takes over from the old one. */
export interface Rollout {
  /**
   * `rolling` replaces instances a few at a time. The others start all new ones beside the old, then move the traffic:
   * `blue-green` at once, `canary` a small part of it and later the rest, `linear` step by step.
   *
   * @default - production: blue-green, staging: rolling
   */
  strategy?: (typeof STRATEGIES)[number];
  /** The part of the traffic that a canary gets first, in percent, 0.1 to 100 in tenths. @default 5 */
  canaryPercent?: number;
  /** How long the canary has it before the rest follows; up to 24 hours, rounded up to what the platform offers. @default "10 minutes" */
  canaryBake?: Duration;
  /** The part of the traffic that each step of a linear rollout moves, in percent, 3 to 100 in tenths. @default 10 */
  stepPercent?: number;
  /** The time between two steps; up to 24 hours, rounded up to what the platform offers. @default "6 minutes" */
  stepBake?: Duration;
  /**
   * How long both versions are kept after all of the traffic has moved, watched by the alarms; up to 24 hours, rounded up
   * to what the platform offers. A rolling update has none of its own.
   *
   * @default "10 minutes"
   */
  bake?: Duration;
  /** Whether an alarm during the rollout brings the old version back. @default true */
  rollback?: boolean;
}

/** A container that runs to its end: by the clock, or when somebody starts it. */
export interface JobArgs extends ContainerArgs {
  /** A cron expression of five fields in UTC: `"0 3 * * *"`. @default - the job is started by hand */
  schedule?: string;
}

/** What a deployment target runs. Names are unique over services, workers and jobs. */
export interface Workload {
  /** Containers that answer requests, by name. */
  services?: Record<string, ServiceArgs>;
  /** Containers without a port, by name. @default - none */
  workers?: Record<string, WorkerArgs>;
  /** Containers that run to their end, by name. @default - none */
  jobs?: Record<string, JobArgs>;
}
