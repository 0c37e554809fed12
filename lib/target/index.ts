import type * as pulumi from "@pulumi/pulumi";
import type { Cache } from "../cache";
import type { Architecture, ComponentArgs } from "../common/args";
import type { Database } from "../database";
import type { LogAggregation } from "../logs";
import type { Operated } from "../operations";
import type { Registry } from "../registry";
import type { FileStore } from "../storage";
import type { Workload } from "./spec";

export * from "./spec";

export interface DeploymentTargetArgs extends ComponentArgs, Workload {
  /** The processor that the containers run on. Arm costs less where it is offered. @default "x86_64" */
  architecture?: Architecture;
  /** Where images of `build` are pushed. @default - none: every container needs an `image` */
  registry?: Registry;
  /** Where the containers' output goes. @default - the target keeps plain logs of its own, with the preset's retention */
  logs?: LogAggregation;
  /** Its secrets, such as DATABASE_URL, are given to every container that has none of the same name. @default - none */
  database?: Database;
  /** Likewise: CACHE_URL. @default - none */
  cache?: Cache;
  /** Its environment and secrets are given to every container, and its files, where it is a volume. @default - none */
  storage?: FileStore;
}

/** Something to look at from outside: a service's public address. */
export interface Endpoint {
  service: string;
  url: pulumi.Input<string>;
  /** The path of the service's health check. */
  path: string;
  /** Set when the address is a domain with a certificate. */
  domain?: string;
}

/** What a running workload offers to alarms, in its platform's terms; each platform extends it. */
export interface Watch {
  readonly endpoints: readonly Endpoint[];
}

/** Contract of the column: it runs services, workers and jobs, and says where they answer. */
export interface DeploymentTarget extends pulumi.Resource, Operated {
  /** The address of the first service, or an empty text when there is none. */
  readonly url: pulumi.Output<string>;
  /** The address of each service. */
  readonly urls: Record<string, pulumi.Output<string>>;
  /** The command that runs each job once, by the job's name. */
  readonly runCommands: Record<string, pulumi.Output<string>>;
  /** What the other components watch. */
  readonly watch: Watch;
}
