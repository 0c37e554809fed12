import type { ProxySettings } from "../../steward/proxy";
import type { DockerDeploymentTargetArgs } from "./args";
import { DEFAULT_PORTS } from "./place";

/** How the proxy stands towards the world. */
export function settingsOf({ ports, authority = {}, accessLog = false }: DockerDeploymentTargetArgs): ProxySettings {
  const { email, directory } = authority;
  return {
    ports: { ...DEFAULT_PORTS, ...ports },
    accessLog,
    ...(email !== undefined && { email }),
    ...(directory !== undefined && { acme: directory }),
  };
}
