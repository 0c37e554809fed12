import type { GateSpec } from "../gate";
import type { MaintenanceSpec } from "../maintenance";
import { EVERYBODY, type ProxyState, type RoutedService } from "./state";

const MESSAGE = "We are making improvements and will be back soon.";
const RETRY_AFTER_SECONDS = 300;

/** The state in which a service's traffic goes to its new replicas; what the target has no more is marked as gone. */
export function moved(state: ProxyState, spec: GateSpec): ProxyState {
  const { service, route, upstreams, services, proxy } = spec;
  const draining = before(state.services[service], upstreams);
  const known = new Set(services);
  const others = Object.entries(state.services)
    .filter(([name]) => name !== service)
    .map(([name, other]) => [name, known.has(name) ? other : { ...other, gone: true }] as const);
  const now = { route, upstreams, draining };
  return { ...state, settings: proxy, services: Object.fromEntries([...others, [service, now]]) };
}

/** Who may still finish requests: those before, or, where the same move was begun already, those before that. */
function before(service: RoutedService | undefined, upstreams: readonly string[]): string[] {
  if (!service) return [];
  const left = service.upstreams.filter(old => !upstreams.includes(old));
  const begun = left.length === 0 && service.upstreams.length === upstreams.length;
  return begun ? service.draining.filter(old => !upstreams.includes(old)) : left;
}

/** The state without what is gone, its maintenance among it. */
export function tidied(state: ProxyState): ProxyState {
  const services = Object.entries(state.services).filter(([, { gone }]) => !gone);
  const gone = (name: string) => state.services[name]?.gone === true;
  const maintenance = Object.entries(state.maintenance).filter(([name]) => !gone(name));
  return { ...state, services: Object.fromEntries(services), maintenance: Object.fromEntries(maintenance) };
}

/** The state with a maintenance page, or without. To switch it off for all takes away the services' own as well. */
export function maintained(state: ProxyState, spec: MaintenanceSpec): ProxyState {
  const { service = EVERYBODY, message = MESSAGE, retryAfterSeconds = RETRY_AFTER_SECONDS } = spec;
  const others = Object.entries(state.maintenance).filter(([name]) => name !== service);
  if (spec.state === "on")
    return { ...state, maintenance: { ...Object.fromEntries(others), [service]: { message, retryAfterSeconds } } };
  return { ...state, maintenance: service === EVERYBODY ? {} : Object.fromEntries(others) };
}
