import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { ChildOptions } from "../../common/component";
import { onNetwork } from "../../common/docker/alias";
import { HARDENED, limits, mounts } from "../../common/docker/container";
import type { Role } from "../../common/docker/labels";
import { mebibytes } from "../../common/size";
import { DEFAULT_CPU, DEFAULT_MEMORY, DRAIN_SECONDS } from "../defaults";
import type { ContainerArgs, Secrets } from "../spec";
import type { Place, Shared } from "./place";
import type { SecretFiles } from "./secrets";

/** The longest name of a container of ours, less the "-" and seven digits that Pulumi appends: it is a host name too, of 63 characters at most. */
export const CONTAINER_NAME_LIMIT = 55;

/** What a container of the user's is made of, besides what its kind adds. */
export interface Parts {
  source: string;
  role: Extract<Role, "service" | "worker" | "job">;
  container: ContainerArgs;
  image: pulumi.Input<string>;
  secrets: SecretFiles;
  place: Place;
  /** The name under which all containers of the source are found on the network. */
  alias: string;
  /** Further labels. @default - none */
  labels?: Record<string, string>;
}

/** What services, workers and jobs have in common. */
export function containerArgs({
  source,
  role,
  container,
  image,
  secrets,
  place,
  alias,
  labels,
}: Parts): docker.ContainerArgs {
  const { cpu = DEFAULT_CPU, memory = DEFAULT_MEMORY, command, environment } = container;
  // What a job says last is what it is read for, and it ends with it.
  const { environment: asked, ...logging } = place.logging(source, role === "job" ? "at-once" : undefined);
  return {
    ...HARDENED,
    ...logging,
    image,
    ...(command && { command }),
    ...limits(mebibytes(memory), cpu),
    envs: variables({ ...place.shared.environment, ...asked, ...environment, ...secrets.environment }),
    mounts: mounts([...place.shared.mounted, ...secrets.mounted]),
    networksAdvanced: onNetwork(place.foundation, alias),
    labels: place.foundation.labels(role, source, labels),
    destroyGraceSeconds: DRAIN_SECONDS,
  };
}

/** How a service's or worker's instance comes: beside the one before it, once what it uses is healthy. */
export function besides({ shared }: Place, instance: number): ChildOptions {
  // The provider's own order of replacement is the other way round: no version at all would run in between.
  const order = { deleteBeforeReplace: false, dependsOn: [...shared.first] };
  return { of: String(instance), limit: CONTAINER_NAME_LIMIT, ...order };
}

function variables(environment: Record<string, pulumi.Input<string>>): pulumi.Output<string>[] {
  return Object.entries(environment)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, value]) => pulumi.interpolate`${name}=${value}`);
}

/** The container's own secrets, and those of other parts of which it has no variable of its own. */
export function secretsOf({ secrets, environment = {} }: ContainerArgs, shared: Shared): Secrets {
  const given = Object.entries(shared.secrets).filter(([name]) => !Object.hasOwn(environment, name));
  return { ...Object.fromEntries(given), ...secrets };
}
