import * as pulumi from "@pulumi/pulumi";
import type { Channel, Severity } from "./index";

/** Alarms of a severity without a channel can be seen, but nobody is told. The daily summary is no alarm. */
export function tellSilence(channels: Record<Severity, readonly Channel[]>, component: pulumi.Resource): void {
  const silent = (["critical", "degradation", "warning"] as const).filter(severity => channels[severity].length === 0);
  if (silent.length > 0)
    pulumi.log.info(`nobody is told of ${silent.join(", ")}; give them channels in notify`, component);
}
