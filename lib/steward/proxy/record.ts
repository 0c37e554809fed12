import type { Route } from "./caddy";
import type { ProxyState } from "./state";

/** Where Caddy's admin interface shows the state. */
export const STATE_ID = "daytwo-state";

/** Carries the state within the configuration, so that both change together, and the next gate starts from it. */
export function stateRoute(state: ProxyState): Route {
  return { "@id": STATE_ID, handle: [{ handler: "vars", state: JSON.stringify(state) }] };
}
