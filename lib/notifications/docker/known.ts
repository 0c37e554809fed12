import * as pulumi from "@pulumi/pulumi";
import { mapValues } from "../../common/records";
import { channelsBySeverity } from "../defaults";
import type { DockerNotificationsArgs } from "./args";
import type { AlertmanagerSpec } from "./config";
import { withoutShorthand } from "./receivers";

/** What Alertmanager is told, once all addresses and tokens are known. */
export function knownSpec({
  notify,
  smtp,
  slackToken,
  heartbeat,
}: DockerNotificationsArgs): pulumi.Output<AlertmanagerSpec> {
  const { critical, degradation, warning, daily } = channelsBySeverity(notify);
  const channels = mapValues({ critical, degradation, warning, daily }, list => list.map(withoutShorthand));
  return pulumi.output({ channels, smtp, slackToken, heartbeat }).apply(known => ({
    ...known,
    channels: {
      critical: known.channels.critical ?? [],
      degradation: known.channels.degradation ?? [],
      warning: known.channels.warning ?? [],
      daily: known.channels.daily ?? [],
    },
  }));
}
