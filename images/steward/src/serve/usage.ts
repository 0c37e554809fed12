import { z } from "zod";
import type { Seen } from "./containers";
import type { Docker } from "./docker";

/** What a container uses of what it may use, 0 to 1. */
export interface Usage {
  cpu: number | undefined;
  memory: number | undefined;
}

/** What was read at a moment. */
export interface Sample {
  /** Milliseconds. */
  at: number;
  /** Nanoseconds of processor time since the container started. */
  cpu: number;
  processors: number;
  memory: number;
  memoryLimit: number;
}

const stats = z.object({
  read: z.string(),
  cpu_stats: z.object({ cpu_usage: z.object({ total_usage: z.number() }), online_cpus: z.number().default(1) }),
  memory_stats: z.object({
    usage: z.number().default(0),
    limit: z.number().default(0),
    stats: z.record(z.string(), z.number()).default({}),
  }),
});

export async function sample(docker: Docker, id: string): Promise<Sample> {
  return sampleIn(await docker.get(`/containers/${id}/stats?stream=0&one-shot=1`));
}

export function sampleIn(answer: unknown): Sample {
  const { read, cpu_stats, memory_stats } = stats.parse(answer);
  // What is only a copy of files goes as soon as the memory is needed; control groups have it under two names.
  const files = memory_stats.stats.inactive_file ?? memory_stats.stats.total_inactive_file ?? 0;
  return {
    at: Date.parse(read),
    cpu: cpu_stats.cpu_usage.total_usage,
    processors: cpu_stats.online_cpus,
    memory: Math.max(0, memory_stats.usage - files),
    memoryLimit: memory_stats.limit,
  };
}

/** The use of the processors between two samples, of the memory at the second. */
export function usageOf({ cpus }: Pick<Seen, "cpus">, before: Sample | undefined, now: Sample): Usage {
  const elapsed = before === undefined ? 0 : (now.at - before.at) * 1e6;
  const used = now.cpu - (before?.cpu ?? 0);
  return {
    cpu: elapsed > 0 && used >= 0 ? used / elapsed / (cpus ?? now.processors) : undefined,
    memory: now.memoryLimit > 0 ? now.memory / now.memoryLimit : undefined,
  };
}
