import type { DockerStack } from "./stack";

/** What a verb of daytwo prints with --json. @throws Error with what it said unless it ended well */
export async function asked<T>(stack: DockerStack, ...args: string[]): Promise<T> {
  const { code, stdout, said } = await stack.workspace.daytwo(...args, "--stack", stack.name, "--json");
  if (code !== 0) throw new Error(`daytwo ${args.join(" ")} ended with ${code}: ${said}`);
  return JSON.parse(stdout);
}

/** What a visitor is answered with. */
export async function statusOf(stack: DockerStack, path = "/"): Promise<number> {
  return (await fetch(stack.url(path))).status;
}
