import { z } from "zod";
import type { DockerStack } from "./stack";

const exported = z.object({
  deployment: z.object({
    resources: z.array(z.object({ id: z.string().optional(), delete: z.boolean().optional() })).nullish(),
  }),
});

/** The ids of all that the state knows. */
async function knownIds({ workspace }: DockerStack): Promise<Set<string>> {
  const { deployment } = exported.parse(JSON.parse(await workspace.succeed("stack", "export")));
  return new Set((deployment.resources ?? []).flatMap(({ id }) => id ?? []));
}

/** What of the stack is on the host and not in its state, in words. */
export async function unknownToState(stack: DockerStack): Promise<string[]> {
  const known = await knownIds(stack);
  const things = await stack.things();
  return things.filter(({ id }) => !known.has(id)).map(({ words }) => words);
}
