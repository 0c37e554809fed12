import { z } from "zod";
import type { MaintenanceSpec } from "../../../lib/steward/maintenance";
import { maintained } from "../../../lib/steward/proxy/change";
import { PROXY } from "../../../lib/steward/proxy/sockets";
import { type ProxyState, RESTORE } from "../../../lib/steward/proxy/state";
import { Failure } from "./failure";
import { LiveProxy } from "./gate/proxy";
import type { Verb } from "./verb";

const spec: z.ZodType<MaintenanceSpec> = z.strictObject({
  state: z.enum(["on", "off"], 'is neither "on" nor "off"'),
  service: z.string().optional(),
  message: z.string().min(1).max(2_000).optional(),
  retryAfterSeconds: z.number().int().min(1).max(86_400).optional(),
  run: z.string().optional(),
});

/** Puts a maintenance page in front of one service or all, or takes it away. */
export const maintenance: Verb<MaintenanceSpec> = {
  spec,
  async run(spec) {
    const proxy = new LiveProxy(spec.run ?? PROXY.run);
    await proxy.change(state => maintained(known(state, spec.service), spec));
    process.stdout.write(`maintenance is ${spec.state} for ${spec.service ?? "all services"}\n`);
    return undefined;
  },
};

function known(state: ProxyState, service: string | undefined): ProxyState {
  if (service === undefined || service === RESTORE || Object.hasOwn(state.services, service)) return state;
  const names = Object.keys(state.services).sort().join(", ");
  throw new Failure(`there is no service "${service}"; write one of ${names || "none"}`);
}
