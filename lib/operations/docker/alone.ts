import type { Container } from "dockerode";
import { PlainError } from "../../common/errors";
import type { System } from "./system";

/**
 * Does what must not be done twice at the same time, on whatever machines the commands run. The sign is a container that is
 * never started: its name can be given once, and `daytwo repair` takes away one that a killed command left.
 *
 * @throws PlainError while another one is at it
 */
export async function alone<T>(system: System, what: string, work: () => Promise<T>): Promise<T> {
  const sign = await putUp(system, what);
  try {
    return await work();
  } finally {
    await sign.remove({ force: true });
  }
}

async function putUp(system: System, what: string): Promise<Container> {
  const { project, stack } = system.owner;
  const sign = { name: `${project}-${stack}-${what}-runs`, Image: await system.stewardImage(), Labels: system.labels };
  try {
    return await system.docker.createContainer(sign);
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new PlainError(
      `another ${what} of ${project}/${stack} runs; wait for its end, or run daytwo repair when it was killed`,
    );
  }
}

/** Docker's answer for a name that is given already. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && "statusCode" in error && error.statusCode === 409;
}
