import type * as kms from "@pulumi/aws/kms";
import type { Transform, Transforms } from "../../common/component";
import type { NotificationsArgs } from "../index";
import type { SlackChildren } from "./slack";
import type { TopicChildren } from "./topic";

/** The kind of child that notifications have themselves; their parts have their own. */
export interface NotificationsChildren {
  key: kms.KeyArgs;
}

export interface AwsNotificationsArgs extends NotificationsArgs {
  /**
   * Whether the critical topic has a twin in us-east-1, with a key and subscriptions of its own. Alarms on Route 53 health
   * checks live there and cannot reach a topic elsewhere. It costs a KMS key, and each e-mail address a second click. A stack
   * whose `aws:region` is us-east-1 needs none: its own topic is there already.
   *
   * @default - true when `critical` has a channel
   */
  edge?: boolean;
  /** Reshapes children, by part and kind. @default - none */
  transform?: {
    key?: Transform<kms.KeyArgs>;
    topic?: Transforms<TopicChildren>;
    slack?: Transforms<SlackChildren>;
  };
}
