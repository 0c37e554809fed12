import { z } from "zod";
import { listens } from "../../../lib/common/listens";
import type { ReachSpec } from "../../../lib/steward/reach";
import { Failure } from "./failure";
import type { Verb } from "./verb";

const INTERVAL_MILLISECONDS = 200;

const spec: z.ZodType<ReachSpec> = z.strictObject({
  address: z.string().regex(/^[^:]+:\d+$/, 'is no address; write the host and the port, such as "registry:5000"'),
  withinSeconds: z.number().positive(),
});

/** Waits until something listens. */
export const reach: Verb<ReachSpec> = {
  spec,
  async run({ address, withinSeconds }, stop) {
    const end = Date.now() + withinSeconds * 1_000;
    const [host = "", port] = address.split(":");
    while (!(await listens({ host, port: Number(port) }))) {
      stop.throwIfAborted();
      if (Date.now() > end) throw new Failure(`nothing listens at ${address} after ${withinSeconds} seconds`);
      await new Promise(resolve => setTimeout(resolve, INTERVAL_MILLISECONDS));
    }
    return undefined;
  },
};
