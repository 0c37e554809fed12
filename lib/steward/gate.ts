import type { ProxySettings, PublicRoute } from "./proxy/state";

/**
 * What `steward gate` is told: to wait until every replica of a service is healthy, move the service's traffic to them at
 * once, and wait until those before have finished their requests. When they do not become healthy, nothing is changed, and
 * it ends with exit code 1 and one line that says which replica, its last answer, and how long it was waited for.
 */
export interface GateSpec {
  proxy: ProxySettings;
  service: string;
  route: PublicRoute;
  /** `container:port` of each new replica. Of none, the service is switched off: 503. */
  upstreams: readonly string[];
  health: GateHealth;
  /** How long those before may finish their requests in. */
  drainSeconds: number;
  /** The services that the target has, this one among them; the proxy forgets all others. */
  services: readonly string[];
}

export interface GateHealth {
  /** The path that answers with 200–399 when a replica can serve. */
  path: string;
  /** How long one answer may take. */
  timeoutSeconds: number;
  /** How many answers in a row must be good. They are asked for each second. */
  healthyAfter: number;
  /** How long a replica may take until it is healthy. */
  graceSeconds: number;
}
