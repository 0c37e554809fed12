/** Where the two parts of the proxy, and the gates, expect things in their containers. */
export const PROXY = {
  /** A volume that edge, router, gates and maintenance share, and nobody else: who can write here rules the proxy. */
  run: "/run/daytwo",
  /** The volume with the files that both start from, read-only. */
  files: "/etc/daytwo",
  /** `XDG_CONFIG_HOME`: a volume each for edge and router, where they keep what gates told them. */
  config: "/config",
  /** `XDG_DATA_HOME`: the edge's certificates and keys; a volume worth keeping, since authorities limit new ones. */
  data: "/data",
  /** The ports inside the edge. */
  http: 80,
  https: 443,
  /** The port of both inside the network, where Prometheus reads `/metrics`. */
  metrics: 9180,
} as const;

export type ProxyPart = "edge" | "router";

/** The socket of a part's admin interface, in the folder that they share. */
export function adminSocket(part: ProxyPart, run: string): string {
  return `${run}/${part}.admin.sock`;
}

/** The socket on which the router answers for a service. */
export function serviceSocket(service: string, run: string): string {
  return `${run}/${service}.http.sock`;
}
