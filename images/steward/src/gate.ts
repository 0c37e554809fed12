import { z } from "zod";
import type { GateSpec } from "../../../lib/steward/gate";
import { moved, tidied } from "../../../lib/steward/proxy/change";
import { rivals } from "../../../lib/steward/proxy/order";
import { PROXY } from "../../../lib/steward/proxy/sockets";
import type { ProxyState } from "../../../lib/steward/proxy/state";
import { Failure } from "./failure";
import { drained } from "./gate/drain";
import { healthy } from "./gate/probe";
import { LiveProxy } from "./gate/proxy";
import { routeSchema, settingsSchema, upstreamsSchema } from "./gate/state";
import type { Verb } from "./verb";

const name = z.string().regex(/^[a-z][a-z0-9-]*$/, "is no name of a service");

const spec: z.ZodType<GateSpec> = z
  .strictObject({
    proxy: settingsSchema,
    service: name,
    route: routeSchema,
    upstreams: upstreamsSchema,
    health: z.strictObject({
      path: z.string().startsWith("/", "does not start with a slash"),
      timeoutSeconds: z.number().positive(),
      healthyAfter: z.number().int().min(1),
      graceSeconds: z.number().min(0),
    }),
    drainSeconds: z.number().min(0),
    services: z.array(name),
  })
  .refine(({ service, services }) => services.includes(service), {
    path: ["services"],
    message: "lacks the service itself; add it",
  });

/** Waits until a service's new replicas are healthy, then moves its traffic to them. */
export const gate: Verb<GateSpec> = {
  spec,
  async run(spec, stop) {
    await allHealthy(spec, stop);
    const proxy = new LiveProxy(spec.proxy.local?.run ?? PROXY.run);
    const state = await proxy.change(before => withoutRivals(moved(before, spec)));
    if (Object.values(state.services).some(({ gone }) => gone)) await proxy.change(tidied);
    const open = await drained(proxy, state.services[spec.service]?.draining ?? [], spec.drainSeconds);
    process.stdout.write(`${told(spec, open)}\n`);
    return undefined;
  },
};

async function allHealthy({ route, upstreams, health }: GateSpec, stop: AbortSignal): Promise<void> {
  const ill = await Promise.all(
    upstreams.map(async address => {
      const why = await healthy(address, route.domain ?? address, health, stop);
      return why === undefined
        ? []
        : [`${address} did not become healthy within ${health.graceSeconds} seconds: ${why}`];
    }),
  );
  const lines = ill.flat();
  if (lines.length > 0) throw new Failure(`${lines.join("; ")}; the traffic stays where it was`);
}

function withoutRivals(state: ProxyState): ProxyState {
  const [one, other] = rivals(state) ?? [];
  if (one === undefined) return state;
  throw new Failure(`${one} and ${other} have the same domain and path; give one of them another`);
}

function told({ service, upstreams }: GateSpec, open: number): string {
  const serving = upstreams.length === 1 ? "1 replica serves" : `${upstreams.length} replicas serve`;
  const cut = open === 0 ? "" : `; ${open} requests to the ones before took longer than they may`;
  return `${service}: ${upstreams.length === 0 ? "is switched off" : serving}${cut}`;
}
