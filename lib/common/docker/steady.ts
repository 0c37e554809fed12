import * as pulumi from "@pulumi/pulumi";
import type Docker from "dockerode";
import { underEngine } from "../engine";
import { PlainError } from "../errors";
import { connectToStack } from "./host";
import { whyIll } from "./words";

/** How long a container without a health check must run before an update believes in it. */
const STEADY_SECONDS = 10;

/**
 * Comes out when the container has run for a while: nothing asks a worker whether it is well, but one that crashes at its
 * start must fail the update. Only the engine's own updates look.
 *
 * @throws PlainError, through the output, when it ended or was started again
 */
export function steady(id: pulumi.Output<string>, subject: string): pulumi.Output<string> {
  if (!underEngine() || pulumi.runtime.isDryRun()) return id;
  return id.apply(async known => {
    const docker = connectToStack();
    const first = await stateOf(docker, known);
    await new Promise(resolve => setTimeout(resolve, Math.max(0, STEADY_SECONDS * 1_000 - first.age)));
    const { running, restarts } = await stateOf(docker, known);
    if (running && restarts === first.restarts) return known;
    throw new PlainError(`${subject}: does not keep running${await whyIll(docker, known)}`);
  });
}

async function stateOf(docker: Docker, id: string) {
  const { State, RestartCount } = await docker.getContainer(id).inspect();
  return {
    running: State.Running && !State.Restarting,
    restarts: RestartCount,
    age: Date.now() - Date.parse(State.StartedAt),
  };
}
