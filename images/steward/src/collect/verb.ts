import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { z } from "zod";
import { REDACTIONS } from "../../../../lib/logs";
import type { CollectSpec } from "../../../../lib/steward/collect";
import type { Verb } from "../verb";
import { Collector } from "./collector";
import { serveAnswers } from "./http";
import { listen } from "./server";

const port = z.number().int().min(0).max(65_535);

const spec: z.ZodType<CollectSpec> = z.strictObject({
  to: z.string().min(1),
  sources: z.array(z.string()),
  redact: z.array(z.enum(REDACTIONS)),
  redactPatterns: z.array(z.string()).optional(),
  errorPattern: z.string().optional(),
  fileBytes: z.number().int().min(1).optional(),
  syncSeconds: z.number().int().min(0).max(60).optional(),
  keepDays: z.number().int().min(1).optional(),
  port: port.optional(),
  metricsPort: port.optional(),
});

/** Runs until it is stopped: takes lines, hides in them what is to be hidden, keeps them, and says how it goes. */
export const collect: Verb<CollectSpec> = {
  spec,
  async run(told, stop) {
    // The decoder throws at the end of each piece of a stream: the stack would cost as much as all else that is done to a line.
    Error.stackTraceLimit = 0;
    await mkdir(told.to, { recursive: true });
    const collector = new Collector(told, say);
    await collector.upkeep.begin(stop);
    const answers = await serveAnswers(
      {
        trouble: () => (collector.disk.refuses ? "lines wait for a disk that refuses them" : undefined),
        async metrics() {
          await collector.disk.measure();
          return collector.metrics.text();
        },
      },
      told.metricsPort ?? 9101,
    );
    const server = await listen({ port: told.port ?? 24224, keep: frame => collector.keep(frame), say });
    say(`takes lines at ${portOf(server)}, tells metrics at ${portOf(answers)}`);

    if (!stop.aborted) await once(stop, "abort");
    server.close();
    answers.close();
    collector.close();
    return undefined;
  },
};

function say(line: string): void {
  process.stdout.write(`collect: ${line}\n`);
}

function portOf(server: { address(): unknown }): string {
  const address = server.address();
  return typeof address === "object" && address !== null && "port" in address ? String(address.port) : String(address);
}
