import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { CaddyConfig } from "../../../../lib/steward/proxy/caddy";
import { edgeConfig } from "../../../../lib/steward/proxy/edge";
import { STATE_ID } from "../../../../lib/steward/proxy/record";
import { routerConfig } from "../../../../lib/steward/proxy/router";
import { adminSocket } from "../../../../lib/steward/proxy/sockets";
import type { ProxyState } from "../../../../lib/steward/proxy/state";
import { Failure } from "../failure";
import { Admin } from "./admin";
import { stateSchema } from "./state";

/** How often a change is tried while others change the proxy at the same time. */
const TRIES = 50;

const record = z.object({ handle: z.tuple([z.object({ state: z.string() })]) });
const upstreams = z.array(z.object({ address: z.string(), num_requests: z.number() }));

/** The proxy: two parts, and the state that both follow from. Any number of gates may change it at the same time. */
export class LiveProxy {
  private readonly edge: Admin;
  private readonly router: Admin;

  constructor(run: string) {
    this.edge = new Admin(adminSocket("edge", run));
    this.router = new Admin(adminSocket("router", run));
  }

  /** Changes the state, and both parts with it. @returns the new one */
  async change(changed: (state: ProxyState) => ProxyState): Promise<ProxyState> {
    let next: ProxyState | undefined;
    await replaced(this.router, async () => {
      next = changed(await this.state());
      return routerConfig(next);
    });
    // Read anew each time: after the edge's own was read, so that a state that is older than it is never written.
    await replaced(this.edge, async () => edgeConfig(await this.state()));
    if (!next) throw new Failure("the proxy has no state");
    return next;
  }

  async state(): Promise<ProxyState> {
    const { value } = await this.router.read(`/id/${STATE_ID}`);
    const [{ state }] = record.parse(value).handle;
    return stateSchema.parse(JSON.parse(state));
  }

  /** How many requests each of these still answers, together. */
  async inFlight(addresses: readonly string[]): Promise<number> {
    const { value } = await this.router.read("/reverse_proxy/upstreams");
    const counted = upstreams.parse(value).filter(({ address }) => addresses.includes(address));
    return counted.reduce((sum, { num_requests }) => sum + num_requests, 0);
  }
}

async function replaced(part: Admin, wanted: () => Promise<CaddyConfig>): Promise<void> {
  for (let tried = 0; tried < TRIES; tried++) {
    const { value, etag } = await part.read("/config/");
    if (etag === undefined) throw new Failure("the proxy cannot be changed safely; it must be Caddy 2.6 or later");
    const config = await wanted();
    if (isDeepStrictEqual(value, JSON.parse(JSON.stringify(config)))) return;
    if (await part.replace(config, etag)) return;
    await new Promise(resolve => setTimeout(resolve, Math.random() * 200));
  }
  throw new Failure(`the proxy was changed by others ${TRIES} times in a row; try again`);
}
