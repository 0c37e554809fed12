import * as pulumi from "@pulumi/pulumi";
import { LABELS } from "../../steward/labels";
import type { ComponentArgs } from "../args";
import { tags } from "../tags";

export { LABELS } from "../../steward/labels";

/** What a container, network or volume is for: by it the operations and the steward find it. */
export type Role =
  | "network"
  | "proxy"
  | "service"
  | "worker"
  | "job"
  | "gate"
  | "fill"
  | "volume"
  | "database"
  | "cache"
  | "registry"
  | "collector"
  | "steward"
  | "prometheus"
  | "alertmanager"
  | "exporter"
  | "dashboard";

export interface Label {
  label: string;
  value: pulumi.Input<string>;
}

/**
 * For volumes, networks and the containers that hold data: labels cannot be changed, so the provider would replace them, and
 * all that is in them, when a tag is added.
 */
export const KEEPS_LABELS = { ignoreChanges: ["labels"] };

/** What everything on the host carries: whose it is, what it is for, and the user's own tags. */
export function labels(
  { application, environment, tags: extra }: ComponentArgs & { application: string },
  role: Role,
  of: string,
  more: Record<string, pulumi.Input<string>> = {},
): Label[] {
  return listed({ ...tags(application, environment ?? "production", extra), ...own(role, of), ...more });
}

/** The same without tags, which users change: what it is found by. */
export function ownLabels(role: Role, of: string, more: Record<string, pulumi.Input<string>> = {}): Label[] {
  return listed({ ...own(role, of), ...more });
}

function own(role: Role, of: string): Record<string, string> {
  return {
    [LABELS.project]: pulumi.getProject(),
    [LABELS.stack]: pulumi.getStack(),
    [LABELS.role]: role,
    [LABELS.of]: of,
  };
}

function listed(all: Record<string, pulumi.Input<string>>): Label[] {
  return Object.entries(all).map(([label, value]) => ({ label, value }));
}
