import type { Channel, Severity } from "../index";
import type { MailServer } from "./args";

/** A channel of which everything is known. */
export type KnownChannel =
  | { email: string }
  | { slack: { channel: string } }
  | { pagerduty: string }
  | { webhook: string };

/** What channels need besides an address, known. */
export interface Means {
  smtp?: (Omit<MailServer, "password"> & { password?: string | undefined }) | undefined;
  slackToken?: string | undefined;
}

/** A receiver of Alertmanager (its documentation, "Configuration", <receiver>). */
export interface Receiver {
  name: string;
  email_configs?: object[];
  slack_configs?: object[];
  pagerduty_configs?: object[];
  webhook_configs?: object[];
}

/** Everybody who is told of a severity. A summary is nothing that could be over. */
export function receiver(severity: Severity, channels: readonly KnownChannel[], means: Means): Receiver {
  const common = { send_resolved: severity !== "daily" };
  const configs = channels.map(channel => configOf(channel, severity, means));
  return {
    name: severity,
    ...some("email_configs", configs, common),
    ...some("slack_configs", configs, common),
    ...some("pagerduty_configs", configs, common),
    ...some("webhook_configs", configs, common),
  };
}

type Kind = Exclude<keyof Receiver, "name">;
type Config = Partial<Record<Kind, object>>;

function some(kind: Kind, configs: readonly Config[], common: object): Partial<Record<Kind, object[]>> {
  const found = configs.flatMap(config => (config[kind] ? [{ ...config[kind], ...common }] : []));
  return found.length > 0 ? { [kind]: found } : {};
}

function configOf(channel: KnownChannel, severity: Severity, means: Means): Config {
  if ("email" in channel) return { email_configs: email(channel.email, means) };
  if ("slack" in channel) return { slack_configs: slack(channel.slack.channel, means) };
  if ("pagerduty" in channel) return { pagerduty_configs: pagerduty(channel.pagerduty, severity) };
  return { webhook_configs: { url: channel.webhook } };
}

const SUBJECT = `[{{ .Status }}] {{ .CommonLabels.application }}: {{ .CommonLabels.subject }}{{ if not .CommonLabels.subject }}{{ .GroupLabels.severity }}{{ end }}`;

const TEXT = `{{ range .Alerts }}{{ .Annotations.summary }}
{{ .Annotations.description }}
{{ end }}`;

/** Where mail servers expect TLS from the start (RFC 8314, section 3.3). */
export const TLS_PORT = 465;

function email(to: string, { smtp }: Means): object {
  if (!smtp) return { to: literally(to) };
  const { host, port = 587, from, user, password, tls = true } = smtp;
  return {
    to: literally(to),
    from: literally(from),
    smarthost: `${host}:${port}`,
    // On 465 the connection is TLS from its start: to ask for STARTTLS within it fails (prometheus/alertmanager#980).
    require_tls: tls && port !== TLS_PORT,
    ...(user !== undefined && { auth_username: user, auth_password: password ?? "" }),
    headers: { Subject: SUBJECT },
    text: TEXT,
    // Else Alertmanager's own page, which links to itself under a name that nobody outside the host has.
    html: "",
  };
}

/** For what Alertmanager takes for a template: braces stand for themselves. */
function literally(text: string): string {
  return text.replaceAll("{{", '{{ "{{" }}');
}

/** As an app and not by an incoming webhook, which is bound to one channel and told by its address alone. */
function slack(channel: string, { slackToken = "" }: Means): object {
  return {
    api_url: "https://slack.com/api/chat.postMessage",
    http_config: { authorization: { type: "Bearer", credentials: slackToken } },
    channel,
    title: SUBJECT,
    title_link: "",
    text: TEXT,
  };
}

/** The words of PagerDuty's Events API v2 for the guide's severities. */
const PAGERDUTY_SEVERITIES: Record<Severity, string> = {
  critical: "critical",
  degradation: "error",
  warning: "warning",
  daily: "info",
};

function pagerduty(urlOrKey: string, severity: Severity): object {
  return {
    routing_key: keyIn(urlOrKey),
    url: urlOrKey.includes("events.eu.pagerduty.com")
      ? "https://events.eu.pagerduty.com/v2/enqueue"
      : "https://events.pagerduty.com/v2/enqueue",
    severity: PAGERDUTY_SEVERITIES[severity],
    description: SUBJECT,
  };
}

/** Alertmanager speaks to the Events API with the key alone; an integration's URL holds it. */
function keyIn(urlOrKey: string): string {
  return /[A-Za-z0-9]{32}/.exec(urlOrKey)?.[0] ?? urlOrKey;
}

/** A channel as the contract has it, with outputs in it still. */
export function withoutShorthand(channel: Channel): Exclude<Channel, string> {
  return typeof channel === "string" ? { email: channel } : channel;
}
