import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import type { ComponentArgs } from "../common/args";
import { accountOf } from "../common/aws/account";
import { keyArgs } from "../common/aws/key";
import { configuredRegion } from "../common/aws/region";
import * as check from "../common/checks";
import { Component } from "../common/component";
import { tags } from "../common/tags";
import type { AwsNotificationsArgs, NotificationsChildren } from "./aws/args";
import { confirmations } from "./aws/confirmations";
import { keyPolicy } from "./aws/policies";
import { SlackChannels, toldChannels } from "./aws/slack";
import { Topic } from "./aws/topic";
import { channelsBySeverity } from "./defaults";
import { type Channel, type Notifications as Contract, type Recipients, SEVERITIES, type Severity } from "./index";
import { notificationsChecks } from "./rules";
import { tellSilence } from "./silence";

export type { AwsNotificationsArgs as NotificationsArgs } from "./aws/args";

/** Where Route 53 keeps its metrics, so that alarms on them, and the topics of those, must be there too. */
export const EDGE_REGION = "us-east-1";

const notificationsCheck = check.object<AwsNotificationsArgs>({
  ...notificationsChecks,
  edge: check.flag,
  transform: check.transforms,
});

/** Where alarms send to. */
export interface AlarmTopics {
  /** The topic of each severity, by ARN. */
  readonly topics: Record<Severity, pulumi.Output<string>>;
  /** The critical topic in us-east-1, for alarms that live there; not there without channels for `critical`. */
  readonly edgeTopic?: pulumi.Output<string> | undefined;
  readonly confirmations: pulumi.Output<string[]>;
  /** The severities of which somebody is told. */
  readonly told: readonly Severity[];
}

/**
 * An SNS topic a severity, encrypted with a key of its own, and the channels behind them. A Slack channel can be
 * configured once in an AWS account: share one `Notifications` between components, and give each stack its own channel.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * const notifications = new aws.Notifications("shop", {
 *   notify: { critical: ["oncall@example.com", { pagerduty: config.requireSecret("pagerduty") }], warning: ["team@example.com"] },
 * });
 * export const confirm = notifications.confirmations;
 * ```
 */
export class Notifications extends Component<NotificationsChildren> implements Contract, AlarmTopics {
  static readonly check = notificationsCheck;

  readonly topics: Record<Severity, pulumi.Output<string>>;
  readonly edgeTopic: pulumi.Output<string> | undefined;
  readonly confirmations: pulumi.Output<string[]>;
  readonly told: readonly Severity[];
  private readonly account = accountOf(this);
  private readonly tags: Record<string, string>;

  constructor(
    private readonly name: string,
    private readonly args: AwsNotificationsArgs = {},
    opts?: pulumi.ComponentResourceOptions,
  ) {
    check.checked(name, args, notificationsCheck);
    super("daytwo:aws:Notifications", name, { transform: { ...args.transform } }, opts);
    this.tags = tags(args.application ?? name, args.environment ?? "production", args.tags);

    const channels = channelsBySeverity(args.notify);
    tellSilence(channels, this);
    this.told = SEVERITIES.filter(severity => channels[severity].length > 0);
    const critical = channels.critical.length > 0;
    const atEdge = configuredRegion() === EDGE_REGION;
    this.topics = this.makeTopics(channels);
    const twin = critical && !atEdge && (args.edge ?? true) ? this.makeEdgeTopic(channels.critical) : undefined;
    this.edgeTopic = critical && atEdge ? this.topics.critical : twin;
    this.makeSlackChannels(channels, twin);
    this.confirmations = pulumi.output(confirmations(channels, twin !== undefined));
    this.registerOutputs({ topics: this.topics, edgeTopic: this.edgeTopic, confirmations: this.confirmations });
  }

  private makeTopics(channels: Record<Severity, readonly Channel[]>): Record<Severity, pulumi.Output<string>> {
    const key = this.makeKey();
    return mapSeverities(severity => this.makeTopic(severity, channels[severity], key));
  }

  private makeEdgeTopic(channels: readonly Channel[]): pulumi.Output<string> {
    return this.makeTopic("critical", channels, this.makeKey(EDGE_REGION), EDGE_REGION);
  }

  private makeKey(region?: string): kms.Key {
    const { application = this.name, environment = "production" } = this.args;
    const args = keyArgs(`Messages about ${application}`, environment, this.tags, keyPolicy(this.account));
    return this.child("key", kms.Key, { ...args, ...(region && { region }) }, region ? { of: region } : {});
  }

  private makeTopic(severity: Severity, channels: readonly Channel[], key: kms.Key, region?: string) {
    const name = [this.name, severity, region].filter(part => part !== undefined).join("-");
    const title = `${this.args.application ?? this.name} ${severity}`;
    const { account, tags } = this;
    const transform = this.args.transform?.topic;
    return new Topic(name, { title, channels, keyArn: key.arn, account, region, tags, transform }, { parent: this })
      .arn;
  }

  private makeSlackChannels(channels: Record<Severity, readonly Channel[]>, twin?: pulumi.Output<string>): void {
    const told = toldChannels(channels);
    if (told.length === 0) return;
    const topics = mapSeverities(severity => [this.topics[severity]]);
    if (twin) topics.critical.push(twin);
    const { account, tags } = this;
    const transform = this.args.transform?.slack;
    new SlackChannels(`${this.name}-slack`, { told, topics, account, tags, transform }, { parent: this });
  }
}

function mapSeverities<T>(make: (severity: Severity) => T): Record<Severity, T> {
  return {
    critical: make("critical"),
    degradation: make("degradation"),
    warning: make("warning"),
    daily: make("daily"),
  };
}

/** That what is given as `notifications` is one of this row. */
export const isNotifications: check.Check = (value, path, mistakes) => {
  if (!hasTopics(value))
    mistakes.add(path, "has no topics; write new aws.Notifications(…), or leave it out and write notify");
};

function hasTopics(value: unknown): value is AlarmTopics {
  return check.isPlainObject(value) && check.isPlainObject(value.topics);
}

/** The topics of the given `Notifications`, or of one made from `notify` as a child of `parent`, or none. */
export function topicsFor(
  { notifications, notify, ...common }: Recipients & ComponentArgs,
  name: string,
  parent: pulumi.Resource,
  { edge = false } = {},
): AlarmTopics | undefined {
  if (notifications) return hasTopics(notifications) ? notifications : undefined;
  if (!notify) return undefined;
  const { environment, application = name, tags } = common;
  const own = { notify, application, edge, ...(environment && { environment }), ...(tags && { tags }) };
  return new Notifications(`${name}-notifications`, own, { parent });
}
