import { z } from "zod";
import type { DockerStack } from "./stack";

const resource = z.object({ urn: z.string(), id: z.string().optional(), delete: z.boolean().optional() });
const exported = z.object({ deployment: z.object({ resources: z.array(resource).nullish() }) });

/** All that the state knows. */
async function known({ workspace }: DockerStack): Promise<z.infer<typeof resource>[]> {
  const { deployment } = exported.parse(JSON.parse(await workspace.succeed("stack", "export")));
  return deployment.resources ?? [];
}

/** What of the stack is on the host and not in its state, in words. */
export async function unknownToState(stack: DockerStack): Promise<string[]> {
  const ids = new Set((await known(stack)).map(({ id }) => id));
  const things = await stack.things();
  return things.filter(({ id }) => !ids.has(id)).map(({ words }) => words);
}

/** What the state knows of that has been replaced and not been deleted yet. */
export async function leftToDelete(stack: DockerStack): Promise<string[]> {
  return (await known(stack)).filter(each => each.delete).map(({ urn }) => urn);
}
