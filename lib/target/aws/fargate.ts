import type { Mistake } from "../../common/errors";
import { formatSize, type Size } from "../../common/size";

/** What a Fargate task can be: CPU units (1024 are one virtual CPU) with the memory that may go with them, in MiB. */
interface TaskSize {
  cpu: number;
  memory: number;
}

const steps = (from: number, to: number, by: number): number[] =>
  Array.from({ length: (to - from) / by + 1 }, (_, index) => (from + index * by) * 1024);

/** Amazon ECS developer guide, "Invalid CPU or memory value specified". */
const OFFERED: { cpu: number; memory: number[] }[] = [
  { cpu: 256, memory: [512, 1024, 2048] },
  { cpu: 512, memory: steps(1, 4, 1) },
  { cpu: 1024, memory: steps(2, 8, 1) },
  { cpu: 2048, memory: steps(4, 16, 1) },
  { cpu: 4096, memory: steps(8, 30, 1) },
  { cpu: 8192, memory: steps(16, 60, 4) },
  { cpu: 16_384, memory: steps(32, 120, 8) },
];

/** What is said of a size that no task has. */
export function tooLarge(path: string, { cpu, memory }: { cpu: number; memory: Size }): Mistake {
  const message = `${cpu} vCPU with ${memory} is more than Fargate offers; write at most 16 vCPU and "120GiB"`;
  return { path, message };
}

/**
 * The smallest task that Fargate offers with at least this many virtual CPUs and this much memory in MiB, or `undefined`
 * when none is large enough.
 */
export function fargateSize(cpu: number, memory: number): TaskSize | undefined {
  for (const offer of OFFERED) {
    const enough = offer.memory.find(candidate => candidate >= memory);
    if (offer.cpu >= cpu * 1024 && enough !== undefined) return { cpu: offer.cpu, memory: enough };
  }
  return undefined;
}

/** How a rounding is told: `0.3 vCPU and 700MiB rounded up to 0.5 vCPU and 1GiB, the next size of Fargate`. */
export function roundingNote(cpu: number, memory: number, size: TaskSize): string | undefined {
  if (size.cpu === cpu * 1024 && size.memory === memory) return undefined;
  const asked = `${cpu} vCPU and ${formatSize(memory)}`;
  return `${asked} rounded up to ${size.cpu / 1024} vCPU and ${formatSize(size.memory)}, the next size that Fargate offers`;
}
