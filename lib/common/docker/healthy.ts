import * as pulumi from "@pulumi/pulumi";
import type Docker from "dockerode";
import { underEngine } from "../engine";
import { PlainError } from "../errors";
import { connectToStack, explain, hostOfStack } from "./host";
import { whyIll } from "./words";

/** How long a container's health check may take to be well for the first time. */
const PATIENCE_MILLISECONDS = 90_000;
const INTERVAL_MILLISECONDS = 1_000;

/**
 * Comes out when the container's health check is well. The provider's own `wait` looks only at what it has just made, and does
 * not tell why; this looks in every update, also at what ran already. Only the engine's own updates look.
 *
 * @throws PlainError, through the output, with what the container said last, when it is not, and when it is gone
 */
export function healthy(id: pulumi.Output<string>, subject: string): pulumi.Output<string> {
  if (!underEngine() || pulumi.runtime.isDryRun()) return id;
  return id.apply(async known => {
    const docker = connectToStack();
    const end = Date.now() + PATIENCE_MILLISECONDS;
    for (;;) {
      const state = await stateOf(docker, known, subject);
      if (state === "healthy") return known;
      if (state === "unhealthy" || Date.now() > end)
        throw new PlainError(`${subject}: is not healthy${await whyIll(docker, known)}`);
      await new Promise(resolve => setTimeout(resolve, INTERVAL_MILLISECONDS));
    }
  });
}

async function stateOf(docker: Docker, id: string, subject: string): Promise<string | undefined> {
  try {
    return (await docker.getContainer(id).inspect()).State.Health?.Status;
  } catch (error) {
    throw new PlainError(`${subject}: ${isGone(error) ? GONE : explain(error, hostOfStack())}`);
  }
}

const GONE = "its container was removed from the host; run pulumi up --refresh";

function isGone(error: unknown): boolean {
  return error instanceof Error && "statusCode" in error && error.statusCode === 404;
}
