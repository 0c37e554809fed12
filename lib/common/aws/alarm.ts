import type * as pulumi from "@pulumi/pulumi";

/** Whom an alarm tells: the same topic when it starts and when it is over, so that what was opened is closed. */
export function telling(topic: pulumi.Input<string> | undefined): Actions {
  return topic === undefined ? {} : { alarmActions: [topic], okActions: [topic] };
}

/** The part of an alarm's args that says whom it tells; metric alarms and composite ones have it alike. */
interface Actions {
  alarmActions?: pulumi.Input<string>[];
  okActions?: pulumi.Input<string>[];
}
