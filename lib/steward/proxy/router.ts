import {
  admin,
  answer,
  type CaddyConfig,
  type Handler,
  type Json,
  METRICS_SERVER,
  metricsServer,
  type Route,
  type Server,
} from "./caddy";
import { EDGE_HEADERS } from "./headers";
import { logging } from "./logging";
import { maintenancePage } from "./page";
import { stateRoute } from "./record";
import { maintenanceMetrics } from "./shown";
import { adminSocket, PROXY, serviceSocket } from "./sockets";
import { EVERYBODY, type ProxyState, RESTORE, type RoutedService } from "./state";

/** The router's configuration: a server per service, on a socket. */
export function routerConfig(state: ProxyState): CaddyConfig {
  const { services, settings } = state;
  const { run = PROXY.run, routerMetrics = `:${PROXY.metrics}` } = settings.local ?? {};
  const servers = Object.entries(services).map(([name, service]) => [name, serverOf(name, service, state, run)]);
  return {
    admin: admin(adminSocket("router", run)),
    logging: logging(false),
    apps: {
      http: {
        servers: {
          [METRICS_SERVER]: metricsServer(routerMetrics, [maintenanceMetrics(state)], [stateRoute(state)]),
          ...Object.fromEntries(servers),
        },
      },
    },
  };
}

function serverOf(name: string, service: RoutedService, { maintenance }: ProxyState, run: string): Server {
  const page = maintenance[name] ?? maintenance[EVERYBODY] ?? maintenance[RESTORE];
  const { upstreams, draining } = service;
  const routes: Route[] = [
    ...(page ? [{ "@id": `maintenance-${name}`, handle: [maintenancePage(page)] }] : []),
    { handle: [upstreams.length > 0 ? proxyTo(upstreams) : OFF] },
    // Nothing comes this far. It keeps Caddy counting the requests that the former ones still answer.
    ...(draining.length > 0 ? [{ handle: [proxyTo(draining)] }] : []),
  ];
  return { listen: [`unix/${serviceSocket(name, run)}`], automatic_https: { disable: true }, metrics: {}, routes };
}

const OFF = answer(503, { "Content-Type": "text/plain; charset=utf-8" }, "This service is switched off.\n");

/** What a request waits for a replica that restarts; longer than Docker takes to start it again after a crash. */
const TRY: Json = { selection_policy: { policy: "least_conn" }, try_duration: "5s", try_interval: "100ms" };

/** After three failures within five seconds, a replica is left out while there are others. */
const PASSIVE: Json = { passive: { fail_duration: "5s", max_fails: 3 } };

function proxyTo(upstreams: readonly string[]): Handler {
  return {
    handler: "reverse_proxy",
    upstreams: upstreams.map(dial => ({ dial })),
    load_balancing: TRY,
    ...(upstreams.length > 1 && { health_checks: PASSIVE }),
    // Less than any common server's own, 5 seconds in Node.js: else it closes what a request is just being written to.
    transport: { protocol: "http", keep_alive: { idle_timeout: "2s" } },
    headers: { request: EDGE_HEADERS.restored },
  };
}
