import { hostname } from "node:os";
import { z } from "zod";
import type { ServeSpec } from "../../../lib/steward/serve";
import { serveAnswers } from "./collect/http";
import { Failure } from "./failure";
import { type Stack, stackOf } from "./serve/containers";
import { Docker } from "./serve/docker";
import { Records } from "./serve/records";
import { Steward } from "./serve/steward";
import type { Verb } from "./verb";

const METRICS_PORT = 9100;

const spec: z.ZodType<ServeSpec> = z.strictObject({
  project: z.string().optional(),
  stack: z.string().optional(),
  socket: z.string().optional(),
  results: z.string().optional(),
  port: z.number().int().min(1).max(65_535).optional(),
});

/** Runs until it is stopped: starts the stack's jobs by the clock, and tells Prometheus of them and of the containers. */
export const serve: Verb<ServeSpec> = {
  spec,
  async run(spec, stop) {
    const { socket = "/var/run/docker.sock", results = "/results", port = METRICS_PORT } = spec;
    const docker = new Docker(socket);
    const stack = await stackFor(spec, docker);
    const steward = new Steward(docker, stack, new Records(results), say);
    const answers = await serveAnswers({ trouble: () => steward.trouble, metrics: async () => steward.metrics }, port);
    say(`looks after ${stack.project}, stack ${stack.stack}, tells metrics at port ${port}`);
    await steward.run(stop).finally(() => answers.close());
    return undefined;
  },
};

/** What it is told; else what its own container carries. A container's host name is its id unless it was given one. */
async function stackFor({ project, stack }: ServeSpec, docker: Docker): Promise<Stack> {
  if (project !== undefined && stack !== undefined) return { project, stack };
  const own = await stackOf(docker, hostname());
  if (own.project !== undefined && own.stack !== undefined) return { project: own.project, stack: own.stack };
  throw new Failure("its container has no labels that say whose it is; write project and stack into the specification");
}

function say(line: string): void {
  process.stdout.write(`serve: ${line}\n`);
}
