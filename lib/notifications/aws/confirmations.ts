import { type Channel, SEVERITIES, type Severity } from "../index";
import { isSlack, subscriptionsOf } from "./subscription";

/** What a person must still do before every message arrives: AWS asks for consent by hand. */
export function confirmations(channels: Record<Severity, readonly Channel[]>, edge: boolean): string[] {
  return [
    ...SEVERITIES.flatMap(severity => subscriptionSteps(severity, channels[severity])),
    ...(edge ? subscriptionSteps("critical from us-east-1", channels.critical) : []),
    ...slackSteps(SEVERITIES.flatMap(severity => channels[severity])),
  ];
}

function subscriptionSteps(about: string, channels: readonly Channel[]): string[] {
  return subscriptionsOf(channels)
    .filter(({ endpointAutoConfirms }) => !endpointAutoConfirms)
    .map(({ id, protocol }) =>
      protocol === "email"
        ? `${id}: click "Confirm subscription" in AWS's mail about ${about}`
        : `${id} of ${about}: open the SubscribeURL that AWS posts to it, unless its receiver does so itself`,
    );
}

function slackSteps(channels: readonly Channel[]): string[] {
  const slack = channels.filter(isSlack).map(channel => channel.slack);
  const workspaces = new Set(slack.map(({ workspace }) => workspace));
  const ids = new Set(slack.map(({ channel }) => channel));
  return [
    ...[...workspaces].map(
      id =>
        `Slack workspace ${id}: authorise it once, before the first update, in the AWS console under Amazon Q Developer in chat applications (formerly AWS Chatbot)`,
    ),
    ...[...ids].map(id => `Slack channel ${id}: invite the app to it with "/invite @Amazon Q" when it is private`),
  ];
}
