import fc from "fast-check";
import { proxyFiles } from "../../../lib/steward/proxy";
import type { CaddyConfig } from "../../../lib/steward/proxy/caddy";
import { edgeConfig } from "../../../lib/steward/proxy/edge";
import { maintenancePage } from "../../../lib/steward/proxy/page";
import { routerConfig } from "../../../lib/steward/proxy/router";
import { emptyState, type ProxyState } from "../../../lib/steward/proxy/state";
import { domain, path, SETTINGS, states } from "./states";

/** What Caddy would do with a request: the first route that matches. */
function answerOf(config: CaddyConfig, server: "http" | "https", host: string, at: string): string {
  const matches = (patterns: string[] | undefined, value: string) =>
    patterns === undefined ||
    patterns.some(pattern => (pattern.endsWith("*") ? value.startsWith(pattern.slice(0, -1)) : value === pattern));
  const { routes = [] } = config.apps.http.servers[server] ?? {};
  const route = routes.find(({ match = [{}] }) => match.some(it => matches(it.host, host) && matches(it.path, at)));
  const text = JSON.stringify(route?.handle ?? []);
  if (text.includes('"status_code":308')) return "redirected";
  return /([a-z]+)\.http\.sock/.exec(text)?.[1] ?? "not found";
}

/** The service with the longest path that the request is below, among those of the domain. */
function expected({ services }: ProxyState, own: string | undefined, at: string): string {
  const [first] = Object.entries(services)
    .filter(([, { route }]) => route.domain === own)
    .map(([name, { route }]) => ({ name, prefix: (route.path ?? "/").replace(/\/$/, "") }))
    .filter(({ prefix }) => at === prefix || at.startsWith(`${prefix}/`))
    .sort((a, b) => b.prefix.length - a.prefix.length);
  return first?.name ?? "not found";
}

test("each request goes to the service with the longest path of its domain", () => {
  fc.assert(
    fc.property(states, domain, path, (state, host, at) => {
      const config = edgeConfig(state);
      const known = Object.values(state.services).some(({ route }) => route.domain === host);
      expect(answerOf(config, "https", host, at)).toBe(known ? expected(state, host, at) : "not found");
      expect(answerOf(config, "http", host, at)).toBe(known ? "redirected" : expected(state, undefined, at));
      expect(answerOf(config, "http", "elsewhere.test", at)).toBe(expected(state, undefined, at));
    }),
  );
});

test("the edge does not change with a version", () => {
  fc.assert(
    fc.property(states, state => {
      const next = Object.entries(state.services).map(([name, it]) => [name, { ...it, upstreams: ["new:1"] }]);
      expect(edgeConfig({ ...state, services: Object.fromEntries(next) })).toEqual(edgeConfig(state));
    }),
  );
});

test("the router has a server per service under its name, and the state within", () => {
  fc.assert(
    fc.property(states, state => {
      const { servers } = routerConfig(state).apps.http;
      const { "daytwo:metrics": metrics, ...services } = servers;
      expect(Object.keys(services).sort()).toEqual(Object.keys(state.services).sort());
      const carried = metrics?.routes.find(route => route["@id"] === "daytwo-state")?.handle[0]?.state;
      expect(JSON.parse(String(carried))).toEqual(state);
    }),
  );
});

test("a page for visitors holds nothing that Caddy or a browser would take for its own", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), message => {
      const { body } = maintenancePage({ message, retryAfterSeconds: 60 });
      expect(String(body)).not.toMatch(/[{}]/);
      expect(String(body).match(/<(?!\/?(?:html|head|meta|title|body|main|h1|p)\b|!doctype)/g)).toBeNull();
    }),
  );
});

test("requests are logged only where that is asked for, and never with query strings and headers", () => {
  const logged = edgeConfig(emptyState({ ...SETTINGS, accessLog: true }));
  expect(logged.apps.http.servers.http?.logs).toEqual({ default_logger_name: "daytwo" });
  expect(logged.logging.logs.daytwo).toMatchObject({
    include: ["http.log.access.daytwo"],
    encoder: {
      fields: {
        "request>uri": { filter: "regexp", regexp: "\\?.*", value: "" },
        "request>headers": { filter: "delete" },
        resp_headers: { filter: "delete" },
      },
    },
  });
  expect(edgeConfig(emptyState(SETTINGS)).apps.http.servers.http?.logs).toBeUndefined();
});

test("certificates come from whom they are asked of", () => {
  const service = (route: object) => ({ route, upstreams: [], draining: [] });
  const services = {
    web: service({ domain: "shop.test" }),
    inner: service({ domain: "inner.test", certificate: "internal" }),
  };
  const acme = { email: "ops@example.com", acme: "https://ca.test/directory" };
  const { apps } = edgeConfig({ settings: { ...SETTINGS, ...acme }, services, maintenance: {} });
  expect(apps.tls).toEqual({
    automation: {
      policies: [
        { subjects: ["inner.test"], issuers: [{ module: "internal" }] },
        { issuers: [{ module: "acme", email: "ops@example.com", ca: "https://ca.test/directory" }] },
      ],
    },
  });
  expect(apps.pki).toEqual({ certificate_authorities: { local: { install_trust: false } } });
});

test("both parts start from files of their own", () => {
  const files = proxyFiles(SETTINGS);
  expect(JSON.parse(files["edge.json"]).admin.listen).toBe("unix//run/daytwo/edge.admin.sock");
  expect(JSON.parse(files["router.json"]).admin.listen).toBe("unix//run/daytwo/router.admin.sock");
});
