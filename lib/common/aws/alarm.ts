import * as pulumi from "@pulumi/pulumi";

/** Whom an alarm tells: the same topic when it starts and when it is over, so that what was opened is closed. */
export function telling(topic: pulumi.Input<string> | undefined): Actions {
  return topic === undefined ? {} : { alarmActions: [topic], okActions: [topic] };
}

/** The part of an alarm's args that says whom it tells; metric alarms and composite ones have it alike. */
interface Actions {
  alarmActions?: pulumi.Input<string>[];
  okActions?: pulumi.Input<string>[];
}

/** The tags by which `daytwo alarms` finds a stack's alarms, and knows what each is about. */
export const ALARM_TAGS = {
  stack: "daytwo:stack",
  severity: "daytwo:severity",
  subject: "daytwo:subject",
} as const;

/** What an alarm carries beside the tags of all resources: CloudWatch cannot list alarms by anything else that says whose they are. */
export function alarmTags(
  tags: Record<string, string>,
  severity: "critical" | "degradation" | "warning",
  subject: string,
): Record<string, string> {
  const stack = `${pulumi.getProject()}/${pulumi.getStack()}`;
  return { ...tags, [ALARM_TAGS.stack]: stack, [ALARM_TAGS.severity]: severity, [ALARM_TAGS.subject]: subject };
}
