import { FakeDocker, tarOf } from "../support/dockerHost";
import type { Engine } from "./engine";
import { Workspace } from "./workspace";

/** A project, and what its stack is configured with. */
export interface Wanted {
  title: string;
  directory: string;
  stack: string;
  /** Secret configuration. @default - what the stack's settings hold, with the tests' passphrase */
  secrets?: Record<string, string>;
  /** Whether the program itself asks a Docker host, for which there is a stand-in then, too. @default false */
  asksDocker?: boolean;
}

/** Makes a project's empty stack, and gives it to `use`. */
export async function withStack(
  engine: Engine,
  { directory, stack, secrets, asksDocker = false }: Wanted,
  use: (workspace: Workspace) => Promise<void>,
): Promise<void> {
  await Workspace.with(engine, directory, async workspace => {
    await workspace.createStack(stack, secrets);
    if (asksDocker) await besideDocker(workspace, use);
    else await use(workspace);
  });
}

/** What is made there are names alone; but it is well, no gate has failed yet, and a password that was made up is read. */
async function besideDocker(workspace: Workspace, use: (workspace: Workspace) => Promise<void>): Promise<void> {
  const docker = new FakeDocker();
  docker.answers = {
    "/containers/json": [],
    "/containers/*/json": { State: { Running: true, Health: { Status: "healthy" } }, RestartCount: 0 },
    "/containers/*/archive": tarOf("made-up"),
  };
  await docker.start();
  try {
    await workspace.succeed("config", "set", "docker:host", docker.host);
    // The ports of this machine have nothing to do with it.
    await workspace.succeed("config", "set", "docker:disableDockerDaemonCheck", "true");
    await use(workspace);
  } finally {
    docker.stop();
  }
}
