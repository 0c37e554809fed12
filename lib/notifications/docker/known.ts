import * as pulumi from "@pulumi/pulumi";
import { seconds } from "../../common/duration";
import { mapValues } from "../../common/records";
import { channelsBySeverity } from "../defaults";
import type { DockerNotificationsArgs, Pace } from "./args";
import type { AlertmanagerSpec, RoutePace } from "./config";
import { withoutShorthand } from "./receivers";

/** What Alertmanager is told, once all addresses and tokens are known. */
export function knownSpec({
  notify,
  smtp,
  slackToken,
  heartbeat,
  pace = {},
}: DockerNotificationsArgs): pulumi.Output<AlertmanagerSpec> {
  const { critical, degradation, warning, daily } = channelsBySeverity(notify);
  const channels = mapValues({ critical, degradation, warning, daily }, list => list.map(withoutShorthand));
  return pulumi.output({ channels, smtp, slackToken, heartbeat }).apply(known => ({
    ...known,
    pace: mapValues(pace, inSeconds),
    channels: {
      critical: known.channels.critical ?? [],
      degradation: known.channels.degradation ?? [],
      warning: known.channels.warning ?? [],
      daily: known.channels.daily ?? [],
    },
  }));
}

/** As Alertmanager has it. */
function inSeconds({ wait, news, reminder }: Pace): Partial<RoutePace> {
  return {
    ...(wait && { group_wait: `${seconds(wait)}s` }),
    ...(news && { group_interval: `${seconds(news)}s` }),
    ...(reminder && { repeat_interval: `${seconds(reminder)}s` }),
  };
}
