import { edgeConfig } from "./proxy/edge";
import { routerConfig } from "./proxy/router";
import { emptyState, type ProxySettings } from "./proxy/state";

export { PROXY } from "./proxy/sockets";
export type { ProxySettings, PublicRoute } from "./proxy/state";

/**
 * The proxy is two Caddy processes, each in a container of its own, of one image:
 *
 * - the **edge** has the host's ports and the certificates. Its configuration changes when a service, domain or path comes
 *   or goes, not when a version does: Caddy starts its servers anew on each change and cuts idle connections off, so that
 *   a client which sends its next request in that moment loses it.
 * - the **router** has a server per service, on a Unix socket that the edge connects to anew for each request, and the
 *   network of the containers. Its configuration changes with each version, which no client notices. Its metrics carry
 *   `server="<service>"`.
 *
 * Both start as `caddy run --config <file of this map> --resume`: from the file the first time, from what gates told them
 * afterwards. `PROXY` says where they expect their volumes.
 *
 * @returns the files that both start from, by name
 */
export function proxyFiles(settings: ProxySettings): Record<"edge.json" | "router.json", string> {
  const state = emptyState(settings);
  return { "edge.json": JSON.stringify(edgeConfig(state)), "router.json": JSON.stringify(routerConfig(state)) };
}
