import fc from "fast-check";
import type { ProxySettings, ProxyState, PublicRoute, RoutedService } from "../../../lib/steward/proxy/state";

export const SETTINGS: ProxySettings = { ports: { http: 80, https: 443 }, accessLog: false };

const name = fc.constantFrom("web", "api", "admin", "shop", "blog", "docs");
const upstream = fc.constantFrom("a:80", "b:80", "c:8080", "d:8080");
export const path = fc.array(fc.constantFrom("x", "y", "xy"), { maxLength: 3 }).map(parts => `/${parts.join("/")}`);
export const domain = fc.constantFrom("one.test", "two.test");

const route: fc.Arbitrary<PublicRoute> = fc.record(
  { domain, path, certificate: fc.constant("internal" as const) },
  { requiredKeys: [] },
);

const service: fc.Arbitrary<RoutedService> = fc
  .record({ route, upstreams: fc.uniqueArray(upstream), draining: fc.uniqueArray(upstream) })
  .map(({ draining, ...rest }) => ({ ...rest, draining: draining.filter(old => !rest.upstreams.includes(old)) }));

/** Services of which no two have the same domain and path. */
export const states: fc.Arbitrary<ProxyState> = fc
  .uniqueArray(fc.tuple(name, service), {
    selector: ([known]) => known,
    maxLength: 6,
  })
  .map(pairs => {
    const places = new Set<string>();
    const distinct = pairs.filter(
      ([
        ,
        {
          route: { domain = "", path: at = "/" },
        },
      ]) => {
        const place = `${domain} ${at.replace(/\/$/, "")}`;
        return !places.has(place) && places.add(place);
      },
    );
    return { settings: SETTINGS, services: Object.fromEntries(distinct), maintenance: {} };
  });
