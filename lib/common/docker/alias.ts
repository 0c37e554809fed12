import type * as docker from "@pulumi/docker";
import type { Foundation } from "../../foundation/docker";
import { fit } from "../names";

/** The longest part of a host name (RFC 1035, 2.3.4). */
const LABEL_LIMIT = 63;

/** The name under which a part is found on the network: it stays when the container is replaced. */
export function aliasOf(name: string): string {
  return fit(name.toLowerCase().replace(/[^a-z0-9-]/g, "-"), LABEL_LIMIT);
}

/** That a container is on the application's network, under a name that others know. */
export function onNetwork(foundation: Foundation, alias: string): docker.types.input.ContainerNetworksAdvanced[] {
  return [{ name: foundation.network.name, aliases: [alias] }];
}
