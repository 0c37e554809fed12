import { gate } from "../../../images/steward/src/gate";
import type { GateSpec } from "../../../lib/steward/gate";
import type { ProxySettings } from "../../../lib/steward/proxy";
import { itNeeds } from "../../support/needs";
import { TestProxy } from "./caddy";
import { Replica } from "./replica";

/** A real proxy and replicas of a test, which go with it. */
export class Stage {
  readonly said = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  private readonly replicas: Replica[] = [];
  private running: TestProxy | undefined;

  async proxy(more?: Partial<ProxySettings>): Promise<TestProxy> {
    this.running = await TestProxy.start(more);
    return this.running;
  }

  async replica(name: string): Promise<{ it: Replica; port: number }> {
    const it = new Replica(name);
    this.replicas.push(it);
    return { it, port: await it.listen() };
  }

  async end(): Promise<void> {
    this.said.mockRestore();
    await this.running?.stop();
    await Promise.all(this.replicas.map(it => it.close()));
  }
}

/** A test on a stage of its own, with a real Caddy. */
export function onStage(name: string, body: (stage: Stage) => Promise<void>): void {
  itNeeds(["caddy"], name, async () => {
    const stage = new Stage();
    await body(stage).finally(() => stage.end());
  });
}

export async function passes(spec: GateSpec): Promise<void> {
  await gate.run(spec, new AbortController().signal);
}

export async function failureOf(spec: GateSpec): Promise<string> {
  return passes(spec).then(
    () => "passed",
    (error: Error) => error.message,
  );
}
