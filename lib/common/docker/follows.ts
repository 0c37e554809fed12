import * as pulumi from "@pulumi/pulumi";
import { underEngine } from "../engine";
import { connectToStack, within } from "./host";
import { LABELS, type Role } from "./labels";
import { standing } from "./standing";

const ANSWER_SECONDS = 15;

/**
 * The label value by which a one-shot container is run again after it failed. The engine would leave it as it is, since
 * nothing about it changed; so it is told which failure it follows: the id of the last one that failed, else what the last
 * good one was told.
 */
export function followed(role: Role, of: string): pulumi.Output<string> {
  return underEngine() ? pulumi.output(lastFailure(role, of)) : pulumi.output("");
}

async function lastFailure(role: Role, of: string): Promise<string> {
  try {
    const docker = connectToStack();
    const last = await standing(docker, role, of);
    if (last === undefined) return "";
    const { State } = await within(ANSWER_SECONDS, docker, docker.getContainer(last.Id).inspect());
    return State.ExitCode === 0 ? (last.Labels[LABELS.follows] ?? "") : last.Id.slice(0, 12);
  } catch {
    // A host that does not answer is told of by the preflight, and stops the update.
    return "";
  }
}
