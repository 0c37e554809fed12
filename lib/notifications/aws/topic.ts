import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import type { Account } from "../../common/aws/account";
import { Component, type Transforms } from "../../common/component";
import { fit } from "../../common/names";
import type { Channel } from "../index";
import { topicPolicy } from "./policies";
import { subscriptionsOf } from "./subscription";

/** AWS, Amazon SNS developer guide, "Creating an Amazon SNS topic". */
const DISPLAY_NAME_LIMIT = 100;

/** Every kind of child that a topic has. */
export interface TopicChildren {
  topic: sns.TopicArgs;
  policy: sns.TopicPolicyArgs;
  subscription: sns.TopicSubscriptionArgs;
}

export interface TopicArgs {
  /** Stands as sender in e-mails. */
  title: string;
  channels: readonly Channel[];
  keyArn: pulumi.Input<string>;
  account: Account;
  /** @default - the stack's own */
  region?: string | undefined;
  tags: Record<string, string>;
  transform?: Transforms<TopicChildren> | undefined;
}

/** An encrypted SNS topic, AWS's services that may publish to it, and its subscribers. */
export class Topic extends Component<TopicChildren> {
  /** Known once the services are let in, so that whoever sends to the topic can. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: TopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("daytwo:aws:Topic", name, args, opts);
    const region = args.region ? { region: args.region } : {};
    const topic = this.child("topic", sns.Topic, { ...topicArgs(args), ...region });
    const policy = topicPolicy(topic.arn, args.account);
    const admitted = this.child("policy", sns.TopicPolicy, { arn: topic.arn, policy, ...region });
    for (const { id, ...subscription } of subscriptionsOf(args.channels))
      this.child("subscription", sns.TopicSubscription, { topic: topic.arn, ...subscription, ...region }, { of: id });
    this.arn = pulumi.all([topic.arn, admitted.id]).apply(([arn]) => arn);
    this.registerOutputs({ arn: this.arn });
  }
}

function topicArgs({ title, keyArn, tags }: TopicArgs): sns.TopicArgs {
  return { displayName: fit(title, DISPLAY_NAME_LIMIT), kmsMasterKeyId: keyArn, tags };
}
