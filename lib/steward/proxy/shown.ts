import { answer, type Route } from "./caddy";
import { EVERYBODY, type ProxyState, RESTORE } from "./state";

/** Where Prometheus reads before whom the maintenance page stands: on the port of the router's metrics. */
export const MAINTENANCE_METRICS = {
  path: "/maintenance",
  /** Has a sample for each service with a page of its own, and for `EVERYBODY`, under the label `subject`. */
  metric: "daytwo_maintenance",
} as const;

/** It follows from the state, and so it goes with the page, whoever puts that up. */
export function maintenanceMetrics({ maintenance }: Pick<ProxyState, "maintenance">): Route {
  const { path, metric } = MAINTENANCE_METRICS;
  const subjects = new Set(Object.keys(maintenance).map(name => (name === RESTORE ? EVERYBODY : name)));
  const samples = [...subjects].map(subject => `${metric}{subject="${subject}"} 1\n`);
  const text = [`# HELP ${metric} 1 while the maintenance page stands.\n`, `# TYPE ${metric} gauge\n`, ...samples];
  const headers = { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" };
  return { match: [{ path: [path] }], handle: [answer(200, headers, text.join(""))] };
}
