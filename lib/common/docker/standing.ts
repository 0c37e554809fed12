import * as pulumi from "@pulumi/pulumi";
import type Docker from "dockerode";
import type { ContainerInfo } from "dockerode";
import { within } from "./host";
import { LABELS, type Role } from "./labels";

const ANSWER_SECONDS = 15;

/** The newest container of this stack for a role and a subject, which need not run. */
export async function standing(docker: Docker, role: Role, of: string): Promise<ContainerInfo | undefined> {
  const label = Object.entries({
    [LABELS.project]: pulumi.getProject(),
    [LABELS.stack]: pulumi.getStack(),
    [LABELS.role]: role,
    [LABELS.of]: of,
  }).map(([key, value]) => `${key}=${value}`);
  const all = await within(ANSWER_SECONDS, docker, docker.listContainers({ all: true, filters: { label } }));
  return all.sort((a, b) => b.Created - a.Created)[0];
}
