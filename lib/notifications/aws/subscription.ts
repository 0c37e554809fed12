import * as pulumi from "@pulumi/pulumi";
import type { Channel, SlackChannel } from "../index";

/** A channel as SNS subscribes it. */
export interface Subscription {
  /** Tells the subscriptions of a topic apart; never the address where that is a secret. */
  id: string;
  protocol: "email" | "https";
  endpoint: pulumi.Input<string>;
  endpointAutoConfirms?: boolean;
}

/** The channels that SNS itself reaches; Slack is reached through AWS Chatbot. Secret addresses are told apart by their place. */
export function subscriptionsOf(channels: readonly Channel[]): Subscription[] {
  const reached = channels.filter(isSubscribed);
  return reached.map((channel, index) => subscriptionOf(channel, index + 1));
}

function subscriptionOf(channel: Exclude<Channel, SlackChannel>, place: number): Subscription {
  if (typeof channel === "string") return byEmail(channel);
  if ("email" in channel) return byEmail(channel.email);
  if ("webhook" in channel)
    return { id: `webhook-${place}`, protocol: "https", endpoint: pulumi.secret(channel.webhook) };
  return {
    id: `pagerduty-${place}`,
    protocol: "https",
    endpoint: pulumi.secret(pulumi.output(channel.pagerduty).apply(integrationUrl)),
    endpointAutoConfirms: true,
  };
}

function byEmail(address: string): Subscription {
  return { id: address, protocol: "email", endpoint: address };
}

/** PagerDuty's address for messages of SNS, from the address itself or from the key in it. */
function integrationUrl(urlOrKey: string): string {
  return urlOrKey.startsWith("https://") ? urlOrKey : `https://events.pagerduty.com/integration/${urlOrKey}/enqueue`;
}

export function isSlack(channel: Channel): channel is SlackChannel {
  return typeof channel === "object" && "slack" in channel;
}

function isSubscribed(channel: Channel): channel is Exclude<Channel, SlackChannel> {
  return !isSlack(channel);
}
