import * as check from "../../common/checks";
import type { Mistakes } from "../../common/errors";
import { isFoundation } from "../../foundation/docker";
import { type Channel, type Notify, SEVERITIES } from "../index";
import { notificationsChecks, notifyCheckWith, unshown } from "../rules";
import type { DockerNotificationsArgs, MailServer, Pace } from "./args";
import { TLS_PORT } from "./receivers";

// A name without a dot is a container on the network: there is no certificate for such.
const webhook = unshown(
  isCalled,
  'is no HTTPS address; write one such as "https://hooks.example.com/alerts", or for a container on the network "http://name:8080/…"',
);

const heartbeat = unshown(isCalled, 'is no HTTPS address; write one such as "https://hc-ping.com/…"');

/** Checks of the channels on this row. */
export const dockerNotifyCheck = notifyCheckWith(webhook);

const mailServer = check.object<MailServer>(
  {
    host: check.text(/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/, 'write a host name such as "smtp.example.com"'),
    port: check.number({ min: 1, max: 65_535 }),
    from: check.text(/^[^\s@<>]+@[^\s@<>]+$/, 'write an e-mail address such as "alerts@example.com"'),
    user: check.text(),
    password: check.input(check.secret),
    tls: check.flag,
  },
  { required: ["host", "from"] },
);

const slackToken = check.input(
  unshown(value => /^xox[a-z]-[\w-]+$/.test(value), 'is no token of a Slack app; write one that starts with "xoxb-"'),
);

const pace = check.object<Pace>({
  wait: check.duration("1 second", "1 hour"),
  news: check.duration("1 second", "1 day"),
  reminder: check.duration("5 minutes", "30 days"),
});

const shape = check.object<DockerNotificationsArgs>({
  ...notificationsChecks,
  notify: dockerNotifyCheck,
  foundation: isFoundation,
  smtp: mailServer,
  slackToken,
  heartbeat,
  pace: check.object<NonNullable<DockerNotificationsArgs["pace"]>>({
    critical: pace,
    degradation: pace,
    warning: pace,
  }),
  transform: check.transforms,
});

export const notificationsCheck: check.Check = check.all(shape, canLogIn, canBeSent);

/** That what a component is told of channels alone needs nothing more: a mail server and a token belong to `Notifications`. */
export const reachableAlone: check.Check = (value, path, mistakes) => {
  if (!check.isPlainObject(value) || !isNotify(value.notify)) return;
  for (const { at, kind } of needy(value.notify))
    mistakes.add(
      check.join(path, at),
      `${kind} needs ${NEEDS[kind]}; write notifications: new docker.Notifications(…)`,
    );
};

type Needy = "an e-mail address" | "a Slack channel";

const NEEDS: Record<Needy, string> = {
  "an e-mail address": "a mail server",
  "a Slack channel": "a token",
};

function canBeSent(value: unknown, path: string, mistakes: Mistakes): void {
  if (!check.isPlainObject(value) || !isNotify(value.notify)) return;
  const found = needy(value.notify);
  const mail = found.find(({ kind }) => kind === "an e-mail address");
  const slack = found.find(({ kind }) => kind === "a Slack channel");
  if (mail && value.smtp === undefined)
    mistakes.add(
      check.join(path, "smtp"),
      `is missing, while ${mail.at} is an e-mail address; write { host: "smtp.example.com", from: "alerts@example.com" }`,
    );
  if (slack && value.slackToken === undefined)
    mistakes.add(
      check.join(path, "slackToken"),
      `is missing, while ${slack.at} is a Slack channel; write config.requireSecret("slackToken")`,
    );
}

function canLogIn(value: unknown, path: string, mistakes: Mistakes): void {
  if (!check.isPlainObject(value) || !check.isPlainObject(value.smtp)) return;
  const { user, password, port, tls } = value.smtp;
  const at = check.join(path, "smtp");
  if (port === TLS_PORT && tls === false)
    mistakes.add(
      check.join(at, "tls"),
      `is false, and port ${TLS_PORT} is TLS from the start; write port: 25, or true`,
    );
  if (user !== undefined && password === undefined)
    mistakes.add(check.join(at, "password"), 'is missing beside user; write config.requireSecret("smtpPassword")');
  if (password !== undefined && user === undefined)
    mistakes.add(check.join(at, "user"), "is missing beside password; write who logs in");
}

/** The channels that need more than an address, by where they stand. */
function needy(notify: Notify): { at: string; kind: Needy }[] {
  return SEVERITIES.flatMap(severity => {
    const channels = notify[severity];
    return (Array.isArray(channels) ? channels : []).flatMap((channel, index) => {
      const kind = kindOf(channel);
      return kind ? [{ at: `notify.${severity}[${index}]`, kind }] : [];
    });
  });
}

function kindOf(channel: Channel): Needy | undefined {
  if (typeof channel === "string") return "an e-mail address";
  if (!check.isPlainObject(channel)) return undefined;
  if ("email" in channel) return "an e-mail address";
  return "slack" in channel ? "a Slack channel" : undefined;
}

function isNotify(value: unknown): value is Notify {
  return check.isPlainObject(value);
}

function isCalled(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === "https:" || (protocol === "http:" && !hostname.includes("."));
}
