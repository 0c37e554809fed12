import { pathPrefix, routeKey } from "../../common/route";
import type { ProxyState, PublicRoute, RoutedService } from "./state";

/** A service and where the world finds it. */
export type Routed = readonly [name: string, service: RoutedService];

/**
 * The services in the order in which they are asked whether a request is theirs: longer paths first, so that "/api" is
 * not answered by "/"; then by name, so that the order is always the same.
 */
export function inOrder({ services }: Pick<ProxyState, "services">): Routed[] {
  return Object.entries(services).sort(
    ([nameA, { route: a }], [nameB, { route: b }]) =>
      pathOf(b).length - pathOf(a).length || (nameA < nameB ? -1 : Number(nameA > nameB)),
  );
}

/** Without a slash at the end; empty for all paths. */
export function pathOf({ path }: PublicRoute): string {
  return pathPrefix(path);
}

/** The services that would answer the same requests, of which only the first ever would. */
export function rivals(state: Pick<ProxyState, "services">): [string, string] | undefined {
  const found = new Map<string, string>();
  for (const [name, { route, gone }] of inOrder(state)) {
    if (gone) continue;
    const place = routeKey(route);
    const other = found.get(place);
    if (other !== undefined) return [other, name];
    found.set(place, name);
  }
  return undefined;
}
