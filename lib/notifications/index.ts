import type * as pulumi from "@pulumi/pulumi";
import type { ComponentArgs } from "../common/args";

/**
 * Who is told how soon: `critical` at once; `degradation` after 5 minutes of worse service; `warning` after 15 minutes
 * near a limit; `daily` once a day in a summary.
 */
export const SEVERITIES = ["critical", "degradation", "warning", "daily"] as const;

export type Severity = (typeof SEVERITIES)[number];

/** Somebody to tell: an e-mail address, or one of the other kinds. */
export type Channel = string | EmailChannel | SlackChannel | PagerDutyChannel | WebhookChannel;

export interface EmailChannel {
  /** The address. On platforms that ask for consent it stands in `confirmations` until its owner has clicked. */
  email: string;
}

export interface SlackChannel {
  /** The channel, where somebody with the right to must authorise the platform's app once by hand. */
  slack: {
    /** The workspace's id: "T…". */
    workspace: string;
    /** The channel's id: "C…", or "G…" for an older private one. */
    channel: string;
  };
}

export interface PagerDutyChannel {
  /** The integration URL of a PagerDuty service, or its integration key of 32 letters and digits. Kept as a secret. */
  pagerduty: pulumi.Input<string>;
}

export interface WebhookChannel {
  /** An HTTPS address that takes the platform's message. Kept as a secret. */
  webhook: pulumi.Input<string>;
}

/** The channels of each severity. `degradation` goes to `warning`'s channels unless it has its own. */
export type Notify = Partial<Record<Severity, Channel[]>>;

export interface NotificationsArgs extends ComponentArgs {
  /** The channels of each severity. @default - nobody: the topics are there for others to subscribe to */
  notify?: Notify;
}

/** Contract of the column: the addresses that alarms send to, and the people behind them. */
export interface Notifications extends pulumi.Resource {
  /** What a person must still do before every message arrives, in words: "oncall@example.com: click …". */
  readonly confirmations: pulumi.Output<string[]>;
}

/** How a component with alarms is told whom to tell: in one of two ways, not in both. */
export interface Recipients {
  /** Who is told; shared between components. @default - nobody, unless `notify` is given */
  notifications?: Notifications;
  /** The channels, where the component is used without a `Notifications`: it makes one of its own. @default - none */
  notify?: Notify;
}
