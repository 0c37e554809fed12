import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import type { Transform, Transforms } from "../../common/component";
import type { FilesChildren } from "../../common/docker/files";
import type { Duration } from "../../common/duration";
import type { NotificationsArgs, Severity } from "../index";

/** The kinds of child that notifications have themselves; their files have their own. */
export interface NotificationsChildren {
  alertmanager: docker.ContainerArgs;
  data: docker.VolumeArgs;
}

/** The mail server that takes messages to people. */
export interface MailServer {
  /** Its host name: "smtp.example.com". */
  host: string;
  /** 465 is TLS from the start; on others TLS is asked for once connected. @default 587 */
  port?: number;
  /** The sender's address. */
  from: string;
  /** Who logs in. @default - nobody: the server takes mail from this host as it is */
  user?: string;
  /** The user's password. Kept as a secret. Required with `user`. @default - none */
  password?: pulumi.Input<string>;
  /** Whether a server that offers no TLS is refused. Without, everybody on the way can read along. @default true */
  tls?: boolean;
}

/** How soon and how often people are told of what belongs together: all of one severity about one subject. */
export interface Pace {
  /** How long the first message waits for what belongs to it. @default - "15 seconds", "1 minute", "5 minutes" */
  wait?: Duration;
  /** How long news wait after a message, among them that it is over. @default - "1 minute", "5 minutes", "15 minutes" */
  news?: Duration;
  /** When they are reminded of what still stands. @default - "4 hours", "12 hours", "24 hours" */
  reminder?: Duration;
}

export interface DockerNotificationsArgs extends NotificationsArgs {
  /** The mail server; required when an e-mail address stands in `notify`. @default - none */
  smtp?: MailServer;
  /**
   * The token of a Slack app, "xoxb-…", that may `chat:write` and was invited to the channels; required when a Slack channel
   * stands in `notify`. Kept as a secret.
   *
   * @default - none
   */
  slackToken?: pulumi.Input<string>;
  /**
   * An HTTPS address that is called every 5 minutes for as long as Prometheus and Alertmanager work, of a service that tells
   * when the calls stay away. Nothing on a host can tell that the host is gone. Kept as a secret.
   *
   * @default - none
   */
  heartbeat?: pulumi.Input<string>;
  /** How soon and how often people are told. @default - by severity: see `Pace`, whose defaults are in this order */
  pace?: Partial<Record<Exclude<Severity, "daily">, Pace>>;
  /** Reshapes children, by part and kind. @default - none */
  transform?: {
    alertmanager?: Transform<docker.ContainerArgs>;
    data?: Transform<docker.VolumeArgs>;
    files?: Transforms<FilesChildren>;
  };
}
