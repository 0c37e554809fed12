import type { CloudWatch, CompositeAlarm, MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { ALARM_TAGS } from "../../common/aws/alarm";
import { chunks } from "../../common/chunks";
import { byGravity } from "../gravity";
import type { FiringAlarm } from "../index";
import type { System } from "./system";

/** How many alarms' tags are asked for at once. */
const AT_ONCE = 5;

/** What Application Auto Scaling makes for itself, and which stands much of the time: that nothing is to be done. */
const SCALING = /^TargetTracking-/;

/** An alarm of this stack. */
interface Found {
  alarm: MetricAlarm & Pick<CompositeAlarm, "AlarmRule" | "ActionsSuppressedBy">;
  tags: Record<string, string>;
}

/**
 * The alarms of this stack that are firing, found by the tag that says whose they are. What a composite alarm that is firing
 * speaks for is told with it, and what is held back by an outage is left out: that is told already.
 */
export async function firingAlarms(system: System): Promise<FiringAlarm[]> {
  const { region, alarmRegions = [] } = system.details;
  const found: Found[] = [];
  for (const where of new Set([region, ...alarmRegions]))
    found.push(...(await stacksOwn(system, system.clients.cloudwatch(where))));
  const told = found.filter(({ alarm }) => alarm.ActionsSuppressedBy !== "Alarm");
  const explained = new Set(found.flatMap(({ alarm }) => partsOf(alarm, found)));
  const open = told.filter(({ alarm }) => !explained.has(alarm.AlarmName ?? ""));
  return open.map(one => alarmOf(one, partsOf(one.alarm, found))).sort(byGravity);
}

async function stacksOwn(system: System, cloudwatch: CloudWatch): Promise<Found[]> {
  const firing: Found["alarm"][] = [];
  const asked = { StateValue: "ALARM", AlarmTypes: ["MetricAlarm", "CompositeAlarm"] } as const;
  for await (const page of cloudwatch.paginateDescribeAlarms({ ...asked, AlarmTypes: [...asked.AlarmTypes] }))
    firing.push(...(page.MetricAlarms ?? []), ...(page.CompositeAlarms ?? []));
  const found: Found[] = [];
  const candidates = firing.filter(({ AlarmName = "" }) => !SCALING.test(AlarmName));
  for (const some of chunks(candidates, AT_ONCE)) {
    system.goOn("not all was read");
    found.push(...(await Promise.all(some.map(async alarm => ({ alarm, tags: await tagsOf(cloudwatch, alarm) })))));
  }
  return found.filter(({ tags }) => tags[ALARM_TAGS.stack] === system.stack);
}

async function tagsOf(cloudwatch: CloudWatch, { AlarmArn }: Found["alarm"]): Promise<Record<string, string>> {
  const { Tags = [] } = await cloudwatch.listTagsForResource({ ResourceARN: AlarmArn });
  return Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}

/** The names of those found that a composite alarm joins. */
function partsOf({ AlarmRule = "" }: Found["alarm"], found: readonly Found[]): string[] {
  const joined = new Set([...AlarmRule.matchAll(/ALARM\("([^"]+)"\)/g)].map(([, name]) => name));
  return found.flatMap(({ alarm: { AlarmName = "" } }) => (joined.has(AlarmName) ? AlarmName : []));
}

function alarmOf({ alarm, tags }: Found, parts: readonly string[]): FiringAlarm {
  const { AlarmName: name = "", AlarmDescription = "", StateTransitionedTimestamp, StateUpdatedTimestamp } = alarm;
  const since = StateTransitionedTimestamp ?? StateUpdatedTimestamp ?? new Date(0);
  const summary = [AlarmDescription, ...(parts.length > 0 ? [`Firing in it: ${parts.join(", ")}.`] : [])].join(" ");
  const severity = tags[ALARM_TAGS.severity] ?? "warning";
  return { name, severity, subject: tags[ALARM_TAGS.subject] ?? "", since: since.toISOString(), summary };
}
