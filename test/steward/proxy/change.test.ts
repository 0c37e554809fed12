import fc from "fast-check";
import type { GateSpec } from "../../../lib/steward/gate";
import { maintained, moved, tidied } from "../../../lib/steward/proxy/change";
import { rivals } from "../../../lib/steward/proxy/order";
import { routerConfig } from "../../../lib/steward/proxy/router";
import { maintenanceMetrics } from "../../../lib/steward/proxy/shown";
import { emptyState, RESTORE } from "../../../lib/steward/proxy/state";
import { SETTINGS, states } from "./states";

const health = { path: "/", timeoutSeconds: 1, healthyAfter: 1, graceSeconds: 1 };
const gates: fc.Arbitrary<GateSpec> = fc.record({
  proxy: fc.constant(SETTINGS),
  service: fc.constantFrom("web", "api"),
  route: fc.constant({}),
  upstreams: fc.uniqueArray(fc.constantFrom("a:80", "b:80", "e:80", "f:80")),
  health: fc.constant(health),
  drainSeconds: fc.constant(1),
  services: fc.constant(["web", "api", "admin"]),
});

test("a move changes the service alone, and lets those before finish", () => {
  fc.assert(
    fc.property(states, gates, (state, gate) => {
      const next = moved(state, gate);
      const { [gate.service]: service, ...others } = next.services;
      const { [gate.service]: before, ...othersBefore } = state.services;
      expect(service?.upstreams).toEqual(gate.upstreams);
      expect(service?.draining).toEqual(
        expect.arrayContaining((before?.upstreams ?? []).filter(old => !gate.upstreams.includes(old))),
      );
      for (const upstream of gate.upstreams) expect(service?.draining).not.toContain(upstream);
      for (const [name, other] of Object.entries(others)) expect(other).toMatchObject({ ...othersBefore[name] });
      expect(next.maintenance).toEqual(state.maintenance);
    }),
  );
});

test("what has had its time to finish is not kept through later moves", () => {
  const gate = (upstream: string) => ({
    ...{ proxy: SETTINGS, service: "web", route: {}, health, drainSeconds: 1, services: ["web"] },
    upstreams: [upstream],
  });
  const states = ["a:80", "b:80", "e:80"].reduce(
    (state, upstream) => moved(state, gate(upstream)),
    emptyState(SETTINGS),
  );
  expect(states.services.web?.draining).toEqual(["b:80"]);
});

test("a move that is done twice is done once", () => {
  fc.assert(
    fc.property(states, gates, (state, gate) => expect(moved(moved(state, gate), gate)).toEqual(moved(state, gate))),
  );
});

test("what the target has no more is marked first, and then forgotten", () => {
  fc.assert(
    fc.property(states, gates, (state, gate) => {
      const next = moved(state, gate);
      expect(Object.keys(next.services)).toEqual(expect.arrayContaining(Object.keys(state.services)));
      expect(gate.services).toEqual(expect.arrayContaining(Object.keys(tidied(next).services)));
    }),
  );
});

test("maintenance of a service that is gone goes with it", () => {
  const web = { route: {}, upstreams: [], draining: [], gone: true as const };
  const page = { message: "soon", retryAfterSeconds: 60 };
  const state = { settings: SETTINGS, services: { web }, maintenance: { web: page, "*": page } };
  expect(tidied(state)).toEqual({ settings: SETTINGS, services: {}, maintenance: { "*": page } });
});

test("maintenance on and off again leaves the state as it was", () => {
  fc.assert(
    fc.property(states, state => {
      const on = maintained(state, { state: "on", service: "web", message: "soon" });
      expect(on.maintenance).toEqual({ web: { message: "soon", retryAfterSeconds: 300 } });
      expect(maintained(on, { state: "off", service: "web" })).toEqual(state);
      expect(maintained(on, { state: "off" })).toEqual(state);
    }),
  );
});

test("the page of a restore stands before all, and leaves an operator's where it was", () => {
  fc.assert(
    fc.property(states, state => {
      const before = maintained(state, { state: "on", service: "web", message: "soon" });
      const during = maintained(before, { state: "on", service: RESTORE });
      const after = maintained(during, { state: "off", service: RESTORE });
      expect(after).toEqual(before);
      expect(maintained(during, { state: "off" }).maintenance).toEqual({});
      expect(JSON.stringify(maintenanceMetrics(during))).toContain('subject=\\"*\\"} 1');
      for (const name of Object.keys(during.services))
        expect(JSON.stringify(routerConfig(during))).toContain(`"@id":"maintenance-${name}"`);
    }),
  );
});

test("rivals are told, however their paths are written", () => {
  const service = (domain: string, path: string) => ({ route: { domain, path }, upstreams: [], draining: [] });
  expect(rivals({ services: { a: service("x.test", "/api"), b: service("x.test", "/api/") } })).toEqual(["a", "b"]);
  expect(rivals({ services: { a: service("x.test", "/api"), b: service("x.test", "/API") } })).toEqual(["a", "b"]);
  expect(rivals({ services: { a: service("x.test", "/api"), b: service("y.test", "/api") } })).toBeUndefined();
  const gone = { ...service("x.test", "/api"), gone: true as const };
  expect(rivals({ services: { a: service("x.test", "/api"), b: gone } })).toBeUndefined();
});
