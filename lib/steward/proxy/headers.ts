import type { Json } from "./caddy";

const FOR = "X-Daytwo-For";
const PROTO = "X-Daytwo-Proto";

/**
 * Caddy trusts no one on a Unix socket and drops `X-Forwarded-…` there. So the edge says it under other names, whatever a
 * client may have sent under them, and the router puts it back.
 */
export const EDGE_HEADERS = {
  told: { set: { [FOR]: ["{http.request.remote.host}"], [PROTO]: ["{http.request.scheme}"] } },
  restored: {
    set: {
      "X-Forwarded-For": [`{http.request.header.${FOR}}`],
      "X-Forwarded-Proto": [`{http.request.header.${PROTO}}`],
      "X-Forwarded-Host": ["{http.request.hostport}"],
    },
    delete: [FOR, PROTO],
  },
} as const satisfies Record<string, Json>;
