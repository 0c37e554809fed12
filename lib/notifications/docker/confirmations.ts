import { type Notify, SEVERITIES } from "../index";

/** What a person must still do before every message arrives: a Slack app writes only where it was invited. */
export function confirmations(notify: Notify = {}): string[] {
  const channels = SEVERITIES.flatMap(severity => notify[severity] ?? []).flatMap(channel =>
    typeof channel === "object" && "slack" in channel ? [channel.slack.channel] : [],
  );
  return [...new Set(channels)].map(id => `Slack channel ${id}: invite the app of slackToken to it with "/invite @…"`);
}
