import * as pulumi from "@pulumi/pulumi";
import { underEngine } from "./engine";
import { connect, hostOfStack, within } from "./host";
import { LABELS, type Role } from "./labels";

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
    const docker = connect(hostOfStack());
    const label = Object.entries({
      [LABELS.project]: pulumi.getProject(),
      [LABELS.stack]: pulumi.getStack(),
      [LABELS.role]: role,
      [LABELS.of]: of,
    }).map(([key, value]) => `${key}=${value}`);
    const all = await within(ANSWER_SECONDS, docker.listContainers({ all: true, filters: { label } }));
    const [last] = all.sort((a, b) => b.Created - a.Created);
    if (last === undefined) return "";
    const { State } = await within(ANSWER_SECONDS, docker.getContainer(last.Id).inspect());
    return State.ExitCode === 0 ? (last.Labels[LABELS.follows] ?? "") : last.Id.slice(0, 12);
  } catch {
    // A host that does not answer is told of by the preflight, and stops the update.
    return "";
  }
}
