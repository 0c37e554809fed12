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
 * For volumes and networks: their labels cannot be changed, so the provider would replace them, and all that is in them, when
 * a tag is added.
 */
export const KEEPS_LABELS = { ignoreChanges: ["labels"] };

/** What everything on the host carries: whose it is, what it is for, and the user's own tags. */
export function labels(
  { application, environment, tags: extra }: ComponentArgs & { application: string },
  role: Role,
  of: string,
  more: Record<string, pulumi.Input<string>> = {},
): Label[] {
  const all = {
    ...tags(application, environment ?? "production", extra),
    [LABELS.project]: pulumi.getProject(),
    [LABELS.stack]: pulumi.getStack(),
    [LABELS.role]: role,
    [LABELS.of]: of,
    ...more,
  };
  return Object.entries(all).map(([label, value]) => ({ label, value }));
}
