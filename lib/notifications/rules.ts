import { componentChecks } from "../common/args";
import * as check from "../common/checks";
import type {
  EmailChannel,
  NotificationsArgs,
  Notify,
  PagerDutyChannel,
  Recipients,
  SlackChannel,
  WebhookChannel,
} from "./index";

const EMAIL = /^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/;
const CHANNEL_HINT =
  'write an e-mail address such as "oncall@example.com", or { slack: … }, { pagerduty: … } or { webhook: … }';

// Values are not shown: somebody may have put a webhook's address, which is a secret, where an e-mail address belongs.
const email = unshown(value => EMAIL.test(value), `is no e-mail address; ${CHANNEL_HINT}`);

// Forms as the API reference of AWS Chatbot and Slack's own ids have them.
const workspace = check.text(/^T[A-Z0-9]{2,}$/, 'write the workspace\'s id, such as "T07EA123LEP"');
const slackChannel = check.text(/^[CG][A-Z0-9]{2,}$/, 'write the channel\'s id, not its name, such as "C07EZ1ABC23"');
const slack = check.object<SlackChannel["slack"]>(
  { workspace, channel: slackChannel },
  { required: ["workspace", "channel"] },
);

const pagerduty = unshown(
  value => /^[A-Za-z0-9]{32}$/.test(value) || /^https:\/\/events(?:\.eu)?\.pagerduty\.com\/.+/.test(value),
  'is no integration of PagerDuty; write its URL, "https://events.pagerduty.com/integration/…/enqueue", or its key of 32 letters and digits',
);

const webhook = unshown(
  value => value.startsWith("https://") && URL.canParse(value),
  'is no HTTPS address; write one such as "https://hooks.example.com/alerts"',
);

/** Checks of the channels, with the platform's own of a webhook's address. */
export function notifyCheckWith(webhook: check.Check): check.Check {
  const channel = check.either(
    { when: value => typeof value === "string", check: email },
    { when: has("email"), check: check.object<EmailChannel>({ email }) },
    { when: has("slack"), check: check.object<SlackChannel>({ slack }) },
    { when: has("pagerduty"), check: check.object<PagerDutyChannel>({ pagerduty }) },
    { when: has("webhook"), check: check.object<WebhookChannel>({ webhook }) },
    { when: () => true, check: (_, path, mistakes) => mistakes.add(path, `is no channel; ${CHANNEL_HINT}`) },
  );
  const channels = check.all(check.list(channel), noneTwice);
  return check.object<Notify>({ critical: channels, degradation: channels, warning: channels, daily: channels });
}

export const notifyCheck = notifyCheckWith(webhook);

export const notificationsChecks: check.Checks<NotificationsArgs> = { ...componentChecks, notify: notifyCheck };

/** Checks of whom to tell, to be joined with those of a component that has alarms. */
export const recipientChecks: check.Checks<Recipients> = { notifications: check.anything, notify: notifyCheck };

/** That a component is told in one way only whom to tell. */
export const oneRecipient: check.Check = (value, path, mistakes) => {
  if (!check.isPlainObject(value) || value.notifications === undefined || value.notify === undefined) return;
  const message = "stands beside notifications, which has channels already; leave out one of the two";
  mistakes.add(check.join(path, "notify"), message);
};

/** A check of a value that no message may show. */
export function unshown(fits: (value: string) => boolean, message: string): check.Check {
  return check.input((value, path, mistakes) => {
    if (typeof value !== "string" || !fits(value)) mistakes.add(path, message);
  });
}

function has(kind: string): (value: unknown) => boolean {
  return value => check.isPlainObject(value) && kind in value;
}

/** A channel that stands twice would be subscribed twice. Secret addresses cannot be compared. */
function noneTwice(value: unknown, path: string, mistakes: Parameters<check.Check>[2]): void {
  const seen = new Set<string>();
  for (const [index, entry] of Array.isArray(value) ? value.entries() : []) {
    const address = publicAddress(entry);
    if (address === undefined) continue;
    if (seen.has(address)) mistakes.add(`${path}[${index}]`, "stands twice in the list; leave it once");
    seen.add(address);
  }
}

function publicAddress(entry: unknown): string | undefined {
  if (typeof entry === "string") return entry;
  if (!check.isPlainObject(entry)) return undefined;
  if (typeof entry.email === "string") return entry.email;
  return check.isPlainObject(entry.slack) ? `${entry.slack.workspace}/${entry.slack.channel}` : undefined;
}
