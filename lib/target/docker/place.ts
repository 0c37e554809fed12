import type * as pulumi from "@pulumi/pulumi";
import type { Mounted } from "../../common/docker/container";
import type { Environment } from "../../common/environment";
import type { Foundation } from "../../foundation/docker";
import type { Delivery } from "../../logs/docker/args";
import type { ProxySettings } from "../../steward/proxy";
import type { Secrets } from "../spec";
import type { DockerDeploymentTargetArgs, PublicPorts } from "./args";
import type { Logging } from "./logging";

export const DEFAULT_PORTS: Required<PublicPorts> = { http: 80, https: 443 };

/** What every service, worker and job of a target shares. */
export interface Place extends Pick<DockerDeploymentTargetArgs, "registry" | "architecture" | "transform"> {
  foundation: Foundation;
  environment: Environment;
  /** Where a container's output goes. */
  logging(source: string, delivery?: Delivery): Logging;
  /** What the other parts give to every container. */
  shared: Shared;
}

/** Variables, secrets and volumes of the database, the cache and the file store. */
export interface Shared {
  environment: Readonly<Record<string, pulumi.Input<string>>>;
  secrets: Secrets;
  mounted: readonly Mounted[];
  /** What must answer before a container that uses it starts: the database and the cache. */
  first: readonly pulumi.Resource[];
}

/** A place with a proxy in front: what services need. */
export interface Front {
  settings: ProxySettings;
  /** The volume of the proxy's sockets. */
  run: pulumi.Output<string>;
  /** What the proxy keeps its configuration in: with another, gates must tell it anew. */
  memory: pulumi.Output<string>;
  /** The proxy's containers, which must run before a gate does. */
  parts: readonly pulumi.Resource[];
  /** Under which other containers find the proxy. */
  alias: string;
  /** The names of all services of the target. */
  services: readonly string[];
}
