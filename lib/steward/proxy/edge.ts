import {
  admin,
  answer,
  type CaddyConfig,
  type Handler,
  METRICS_SERVER,
  metricsServer,
  NOT_FOUND,
  type Route,
  type Server,
} from "./caddy";
import { EDGE_HEADERS } from "./headers";
import { ACCESS_LOG, logging } from "./logging";
import { inOrder, pathOf, type Routed } from "./order";
import { adminSocket, PROXY, serviceSocket } from "./sockets";
import type { ProxySettings, ProxyState } from "./state";
import { pki, tls } from "./tls";

/** The edge's configuration: which host and path belongs to which service. */
export function edgeConfig(state: ProxyState): CaddyConfig {
  const { settings } = state;
  const run = settings.local?.run ?? PROXY.run;
  const services = inOrder(state).filter(([, { gone }]) => !gone);
  const withDomain = services.filter(([, { route }]) => route.domain !== undefined);
  const without = services.filter(([, { route }]) => route.domain === undefined);
  const metrics = metricsServer(settings.local?.edgeMetrics ?? `:${PROXY.metrics}`);
  const http = server(settings, settings.local?.http ?? `:${PROXY.http}`, { disable: true }, [
    ...redirects(withDomain, settings),
    ...without.map(routed => routeOf(routed, run)),
  ]);
  const https = server(
    settings,
    settings.local?.https ?? `:${PROXY.https}`,
    { disable_redirects: true },
    withDomain.map(routed => routeOf(routed, run)),
  );
  return {
    admin: admin(adminSocket("edge", run)),
    logging: logging(settings.accessLog),
    apps: {
      http: { servers: { [METRICS_SERVER]: metrics, http, ...(withDomain.length > 0 && { https }) } },
      ...tls(withDomain, settings),
      ...pki(withDomain),
    },
  };
}

function server(
  { accessLog }: ProxySettings,
  listen: string,
  automatic_https: Server["automatic_https"],
  routes: Route[],
): Server {
  return {
    listen: [listen],
    // HTTP/3 would need a UDP port of the host as well.
    protocols: ["h1", "h2"],
    automatic_https,
    ...(accessLog && { logs: { default_logger_name: ACCESS_LOG } }),
    routes: [...routes, { handle: [NOT_FOUND] }],
  };
}

function routeOf([name, { route }]: Routed, run: string): Route {
  const path = pathOf(route);
  const match = {
    ...(route.domain !== undefined && { host: [route.domain] }),
    ...(path !== "" && { path: [path, `${path}/*`] }),
  };
  return { ...(Object.keys(match).length > 0 && { match: [match] }), handle: [toRouter(serviceSocket(name, run))] };
}

function toRouter(socket: string): Handler {
  return {
    handler: "reverse_proxy",
    upstreams: [{ dial: `unix/${socket}` }],
    // A restart of the router is waited for.
    load_balancing: { try_duration: "10s", try_interval: "100ms" },
    // The router closes idle connections whenever a version changes; a new one for each request cannot be one of them.
    transport: { protocol: "http", keep_alive: { enabled: false } },
    headers: { request: EDGE_HEADERS.told },
  };
}

function redirects(withDomain: readonly Routed[], { ports }: ProxySettings): Route[] {
  const host = [...new Set(withDomain.flatMap(([, { route }]) => route.domain ?? []))].sort();
  if (host.length === 0) return [];
  const port = ports.https === 443 ? "" : `:${ports.https}`;
  const to = { Location: `https://{http.request.host}${port}{http.request.uri}` };
  return [{ match: [{ host }], handle: [answer(308, to)] }];
}
