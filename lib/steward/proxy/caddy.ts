/** The parts of Caddy's JSON configuration that the proxy is made of; versions 2.6 to 2.10 know all of them. */
export interface CaddyConfig {
  admin: { listen: string; origins: string[] };
  logging: { logs: Record<string, Json> };
  apps: { http: { servers: Record<string, Server> }; tls?: Json; pki?: Json };
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface Server {
  listen: string[];
  routes: Route[];
  protocols?: string[];
  automatic_https: { disable: true } | { disable_redirects: true };
  metrics?: Record<string, never>;
  logs?: { default_logger_name: string };
}

export interface Route {
  "@id"?: string;
  match?: { host?: string[]; path?: string[] }[];
  handle: Handler[];
}

export type Handler = { readonly handler: string } & { readonly [key: string]: Json };

/** The host name that requests to the admin interface carry; anything else is turned away. */
export const ADMIN_HOST = "steward";

export function admin(socket: string): CaddyConfig["admin"] {
  return { listen: `unix/${socket}`, origins: [ADMIN_HOST] };
}

export function answer(status: number, headers: Record<string, string> = {}, body = ""): Handler {
  const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  return { handler: "static_response", status_code: status, headers: lists, body };
}

export const NOT_FOUND = answer(404, { "Content-Type": "text/plain; charset=utf-8" }, "There is nothing here.\n");

/** Prometheus reads it from the network of the containers; it is never published. `unseen` routes answer nobody. */
export function metricsServer(listen: string, more: Route[] = [], unseen: Route[] = []): Server {
  const own = { match: [{ path: ["/metrics"] }], handle: [{ handler: "metrics" }] };
  const routes = [own, ...more, { handle: [NOT_FOUND] }, ...unseen];
  return { listen: [listen], automatic_https: { disable: true }, routes };
}

/** The name of a server that cannot be a service's. */
export const METRICS_SERVER = "daytwo:metrics";
