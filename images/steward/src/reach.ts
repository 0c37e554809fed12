import { connect } from "node:net";
import { z } from "zod";
import type { ReachSpec } from "../../../lib/steward/reach";
import { Failure } from "./failure";
import type { Verb } from "./verb";

const INTERVAL_MILLISECONDS = 200;
const ATTEMPT_MILLISECONDS = 2_000;

const spec: z.ZodType<ReachSpec> = z.strictObject({
  address: z.string().regex(/^[^:]+:\d+$/, 'is no address; write the host and the port, such as "registry:5000"'),
  withinSeconds: z.number().positive(),
});

/** Waits until something listens. */
export const reach: Verb<ReachSpec> = {
  spec,
  async run({ address, withinSeconds }, stop) {
    const end = Date.now() + withinSeconds * 1_000;
    while (!(await listens(address))) {
      stop.throwIfAborted();
      if (Date.now() > end) throw new Failure(`nothing listens at ${address} after ${withinSeconds} seconds`);
      await new Promise(resolve => setTimeout(resolve, INTERVAL_MILLISECONDS));
    }
    return undefined;
  },
};

function listens(address: string): Promise<boolean> {
  const [host = "", port] = address.split(":");
  return new Promise(resolve => {
    const socket = connect({ host, port: Number(port), timeout: ATTEMPT_MILLISECONDS });
    const end = (listening: boolean) => {
      socket.destroy();
      resolve(listening);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
    socket.once("timeout", () => end(false));
  });
}
