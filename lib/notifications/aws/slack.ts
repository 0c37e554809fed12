import * as chatbot from "@pulumi/aws/chatbot";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { Account } from "../../common/aws/account";
import { assumableBy, policyDocument } from "../../common/aws/policy";
import { Component, type Transforms } from "../../common/component";
import { type Channel, SEVERITIES, type Severity, type SlackChannel } from "../index";
import { isSlack } from "./subscription";

/** Every kind of child that Slack's channels have. */
export interface SlackChildren {
  role: iam.RoleArgs;
  permissions: iam.RolePolicyArgs;
  channel: chatbot.SlackChannelConfigurationArgs;
}

/** A Slack channel with all that it is told of: AWS Chatbot takes a channel once in an account, with several topics. */
interface ToldChannel {
  slack: SlackChannel["slack"];
  severities: Severity[];
}

export interface SlackChannelsArgs {
  told: ToldChannel[];
  /** The ARNs of the topics of each severity. */
  topics: Record<Severity, pulumi.Input<string>[]>;
  account: Account;
  tags: Record<string, string>;
  transform?: Transforms<SlackChildren> | undefined;
}

/** Slack channels that AWS Chatbot writes to; its role can draw the metrics of an alarm, and nothing else. */
export class SlackChannels extends Component<SlackChildren> {
  constructor(name: string, args: SlackChannelsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("daytwo:aws:SlackChannels", name, args, opts);
    const role = this.child("role", iam.Role, {
      assumeRolePolicy: assumableBy("chatbot.amazonaws.com"),
      tags: args.tags,
    });
    this.child("permissions", iam.RolePolicy, { role: role.name, policy: drawMetrics() });
    for (const told of args.told)
      this.child("channel", chatbot.SlackChannelConfiguration, configuration(name, args, told, role), {
        of: told.slack.channel,
      });
    this.registerOutputs();
  }
}

export function toldChannels(channels: Record<Severity, readonly Channel[]>): ToldChannel[] {
  const told = new Map<string, ToldChannel>();
  for (const severity of SEVERITIES) {
    for (const { slack } of channels[severity].filter(isSlack)) {
      const id = `${slack.workspace}/${slack.channel}`;
      told.set(id, { slack, severities: [...(told.get(id)?.severities ?? []), severity] });
    }
  }
  return [...told.values()];
}

function configuration(
  name: string,
  { topics, account, tags }: SlackChannelsArgs,
  { slack, severities }: ToldChannel,
  role: iam.Role,
): chatbot.SlackChannelConfigurationArgs {
  return {
    configurationName: `${name}-${slack.channel}`,
    slackTeamId: slack.workspace,
    slackChannelId: slack.channel,
    snsTopicArns: severities.flatMap(severity => topics[severity]),
    iamRoleArn: role.arn,
    // Without it AWS attaches AdministratorAccess.
    guardrailPolicyArns: [pulumi.interpolate`arn:${account.partition}:iam::aws:policy/ReadOnlyAccess`],
    loggingLevel: "ERROR",
    tags,
  };
}

function drawMetrics(): pulumi.Output<string> {
  const Action = ["cloudwatch:Describe*", "cloudwatch:Get*", "cloudwatch:List*"];
  return policyDocument([{ Effect: "Allow", Action, Resource: "*" }]);
}
