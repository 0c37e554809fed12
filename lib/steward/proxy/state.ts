/** How the proxy stands towards the world; a change reaches it with the next gate. */
export interface ProxySettings {
  /** The ports under which the edge is published, for redirects. */
  ports: { http: number; https: number };
  /** Where the certificate authority writes to. @default - nowhere */
  email?: string;
  /** The directory of an ACME authority in place of Let's Encrypt and ZeroSSL. @default - theirs */
  acme?: string;
  /** Whether every request is logged: as JSON, without query strings and headers. */
  accessLog: boolean;
  /** Folder, ports and addresses in place of the containers', for tests. @default - `PROXY` */
  local?: { run: string; http: string; https: string; edgeMetrics: string; routerMetrics: string };
}

/** Where the world finds a service. */
export interface PublicRoute {
  /** Over HTTPS; HTTP is redirected. @default - every host that is nobody's domain, over HTTP */
  domain?: string;
  /** `internal`: of the proxy's own authority, which browsers do not trust. @default - of a public authority */
  certificate?: "internal";
  /** The path prefix. @default "/" */
  path?: string;
}

export interface RoutedService {
  route: PublicRoute;
  /** `container:port` of each replica. Of none, the service is off. */
  upstreams: readonly string[];
  /** Those before, for as long as they finish their requests. */
  draining: readonly string[];
  /** The target has it no more: the edge sends nothing, and the router is about to forget it. */
  gone?: true;
}

export interface Maintenance {
  /** What visitors read. */
  message: string;
  /** When clients should come again. */
  retryAfterSeconds: number;
}

/** For whom a maintenance page stands: this, or a service's name. */
export const EVERYBODY = "*";

/** For whom it stands while a restore runs: everybody too, but apart from what an operator has put up. No service is called so. */
export const RESTORE = "*restore";

/** All that the configuration of the two parts follows from. The router's configuration carries it. */
export interface ProxyState {
  settings: ProxySettings;
  services: Readonly<Record<string, RoutedService>>;
  /** By service, or `EVERYBODY`. */
  maintenance: Readonly<Record<string, Maintenance>>;
}

export function emptyState(settings: ProxySettings): ProxyState {
  return { settings, services: {}, maintenance: {} };
}
