import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { ComponentArgs } from "../common/args";
import * as check from "../common/checks";
import { Component } from "../common/component";
import { aliasOf, onNetwork } from "../common/docker/alias";
import { HARDENED, mounts } from "../common/docker/container";
import { Files } from "../common/docker/files";
import { KEEPS_LABELS } from "../common/docker/labels";
import type { Monitored, Monitoring } from "../common/docker/monitoring";
import { Container } from "../common/docker/remade";
import { protects } from "../common/environment";
import { type Foundation, foundationFor } from "../foundation/docker";
import { channelsBySeverity } from "./defaults";
import type { DockerNotificationsArgs, NotificationsChildren } from "./docker/args";
import { alertmanagerConfig } from "./docker/config";
import { confirmations } from "./docker/confirmations";
import { knownSpec } from "./docker/known";
import { ownMonitoring } from "./docker/monitoring";
import { notificationsCheck } from "./docker/rules";
import type { Notifications as Contract, Recipients } from "./index";
import { tellSilence } from "./silence";

export type { DockerNotificationsArgs as NotificationsArgs, MailServer } from "./docker/args";

const PORT = 9093;

/**
 * Alertmanager, which tells people by e-mail, Slack, PagerDuty and webhooks: one message for an outage, one when it is
 * over, and a reminder while it lasts. It is reached on the application's network alone.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * const notifications = new docker.Notifications("shop-notifications", {
 *   notify: { critical: ["oncall@example.com", { pagerduty: config.requireSecret("pagerduty") }] },
 *   smtp: { host: "smtp.example.com", from: "alerts@example.com", user: "alerts", password: config.requireSecret("smtp") },
 * });
 * ```
 */
export class Notifications extends Component<NotificationsChildren> implements Contract, Monitored {
  static readonly check = notificationsCheck;

  readonly confirmations: pulumi.Output<string[]>;
  /** "host:port" of Alertmanager on the network. */
  readonly address: string;
  readonly monitoring: Monitoring;

  constructor(
    private readonly name: string,
    private readonly args: DockerNotificationsArgs = {},
    opts?: pulumi.ComponentResourceOptions,
  ) {
    check.checked(name, args, notificationsCheck);
    super("daytwo:docker:Notifications", name, { transform: { ...args.transform } }, opts);
    const foundation = foundationFor(args, name, this);
    const alias = aliasOf(name);

    tellSilence(channelsBySeverity(args.notify), this);
    const files = this.makeFiles(foundation);
    const data = this.makeData(foundation);
    this.makeAlertmanager(foundation, alias, files, data);
    this.address = `${alias}:${PORT}`;
    this.monitoring = ownMonitoring(name, this.address);
    this.confirmations = pulumi.output(confirmations(args.notify));
    this.registerOutputs({ address: this.address, confirmations: this.confirmations });
  }

  /** Addresses and tokens stand in the configuration, which no container's definition shows. */
  private makeFiles(foundation: Foundation): Files {
    const content = pulumi.secret(
      knownSpec(this.args).apply(spec => JSON.stringify(alertmanagerConfig(spec), null, 2)),
    );
    const files = pulumi.output(content).apply(text => ({ "alertmanager.yml": { content: text } }));
    return new Files(
      `${this.name}-config`,
      { foundation, files, transform: this.args.transform?.files },
      { parent: this },
    );
  }

  /** What was told to whom already, and what is silenced. */
  private makeData(foundation: Foundation): docker.Volume {
    const protect = protects(this.args.environment ?? "production");
    return this.child(
      "data",
      docker.Volume,
      { labels: foundation.labels("volume", this.name) },
      { ...KEEPS_LABELS, protect },
    );
  }

  private makeAlertmanager(foundation: Foundation, alias: string, files: Files, data: docker.Volume): void {
    const args: docker.ContainerArgs = {
      ...HARDENED,
      image: foundation.image("alertmanager"),
      command: [
        "--config.file=/etc/daytwo/alertmanager.yml",
        "--storage.path=/alertmanager",
        `--web.listen-address=:${PORT}`,
        // There is one of it; looking for others, it needs an address of the private ranges.
        "--cluster.listen-address=",
      ],
      networksAdvanced: onNetwork(foundation, alias),
      mounts: mounts([
        { from: files.volume, at: "/etc/daytwo", readOnly: true },
        { from: data.name, at: "/alertmanager" },
      ]),
      labels: foundation.labels("alertmanager", this.name),
    };
    // Two on one volume would each overwrite what the other has told.
    this.child("alertmanager", Container, args, { deleteBeforeReplace: true });
  }
}

/** That what is given as `notifications` is one of this row. */
export const isNotifications: check.Check = (value, path, mistakes) => {
  if (!(value instanceof Notifications))
    mistakes.add(path, "is none of this row; write new docker.Notifications(…), or leave it out and write notify");
};

/** The given `Notifications`, or one made from `notify` as a child of `parent`, or none. */
export function notificationsFor(
  { notifications, notify, ...common }: Recipients & ComponentArgs,
  name: string,
  foundation: Foundation,
  parent: pulumi.Resource,
): Notifications | undefined {
  if (notifications) return notifications instanceof Notifications ? notifications : undefined;
  if (!notify) return undefined;
  const { environment, application = name, tags } = common;
  const own = { notify, application, foundation, ...(environment && { environment }), ...(tags && { tags }) };
  return new Notifications(`${name}-notifications`, own, { parent });
}
