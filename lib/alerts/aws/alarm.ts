import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { alarmTags, telling } from "../../common/aws/alarm";
import type { AlarmTopics } from "../../notifications/aws";

/**
 * How an alarm reaches people. `outage` and `degradation` alarms have no actions: the composite alarm that they join tells
 * once for all of them. The others tell by themselves.
 */
export type Route = "outage" | "critical" | "degradation" | "warning";

/** The subjects of alarms that are not about a service. */
export const BALANCER_SUBJECT = "load-balancer";
export const DATABASE_SUBJECT = "database";
export const CACHE_SUBJECT = "cache";

/** One alarm: what it looks at, what it means, and what to do first. */
export interface AlarmSpec {
  /** What it is about: one of the above, or a service's name. */
  subject: string;
  /** What has happened, as it stands in the alarm's name: "no-healthy-target". */
  condition: string;
  route: Route;
  /** What the alarm means, as a sentence. */
  means: string;
  /** What to do first, as a sentence. */
  first: string;
  measure: Measure;
}

/** What is measured, and from when on it is too much. */
export type Measure = Omit<
  cloudwatch.MetricAlarmArgs,
  "alarmActions" | "okActions" | "alarmDescription" | "tags" | "name" | "period" | "evaluationPeriods"
> & {
  /** In seconds; for metric math a minute, as its metrics have it. */
  period?: number;
  evaluationPeriods?: number;
};

/** The alarm's name within its component. */
export function alarmId({ subject, condition }: AlarmSpec): string {
  return `${subject}-${condition}`;
}

export function alarmArgs(
  spec: AlarmSpec,
  topics: AlarmTopics | undefined,
  tags: Record<string, string>,
): cloudwatch.MetricAlarmArgs {
  return {
    ...spec.measure,
    ...warmUp(spec.measure),
    ...actions(spec.route, topics),
    alarmDescription: describe(spec),
    tags: alarmTags(tags, spec.route === "outage" ? "critical" : spec.route, spec.subject),
  };
}

/** What an alarm or a composite says to the one who is woken by it. */
export function describe({ means, first }: Pick<AlarmSpec, "means" | "first">): string {
  return `${means} First: ${first}`;
}

function actions(route: Route, topics: AlarmTopics | undefined) {
  return telling(route === "outage" || route === "degradation" ? undefined : topics?.topics[route]);
}

/** The longest warm-up that CloudWatch allows, in minutes: two days. */
const LONGEST_WARM_UP = 2_880;

/** What tasks, targets and canaries may take to be there and measured. */
const SHORTEST_WARM_UP = 30;

/**
 * A new stack has no data yet; an alarm that takes missing data for bad would page at once. So CloudWatch waits until there
 * is enough data, and at most this long (AWS, Amazon CloudWatch user guide, "Alarm warm-up periods"): all the periods that
 * the alarm looks at, and the one that has begun already.
 */
function warmUp(measure: Measure): Pick<cloudwatch.MetricAlarmArgs, "warmUpConfiguration"> {
  const { treatMissingData, period = 60, evaluationPeriods = 1 } = measure;
  if (treatMissingData !== "breaching") return {};
  const window = ((evaluationPeriods + 1) * period) / 60;
  const warmUpPeriodDurationInMinutes = Math.min(LONGEST_WARM_UP, Math.max(SHORTEST_WARM_UP, window));
  return { warmUpConfiguration: { warmUpPeriodDurationInMinutes } };
}

/** So many minutes of so many must be too bad. */
export function minutes(bad: number, of = bad) {
  return { datapointsToAlarm: bad, evaluationPeriods: of };
}

/** The guide's 15 minutes near a limit, as three points of 5 minutes. */
export const FIFTEEN_MINUTES = { period: 300, datapointsToAlarm: 3, evaluationPeriods: 3 };

/**
 * A new node that lives on CPU credits has none, and earns them by the hour (Amazon EC2 user guide, "Key concepts for burstable
 * performance instances"): that it has few says nothing on its first day.
 */
export const FIRST_DAY = {
  warmUpConfiguration: { warmUpPeriodDurationInMinutes: 1_440, onlyStartEvaluatingAfterWarmUpPeriodEnds: true },
};

/** By subject, the names of the alarms that together mean that it serves worse than it should. */
export type Degradation = Readonly<Record<string, readonly pulumi.Output<string>[]>>;

/** The names of the alarms that join a composite: those of the outage, and those of each subject's degradation. */
export interface JoinedAlarms {
  outage: pulumi.Output<string>[];
  degradation: Degradation;
}

export function joinedAlarms(specs: readonly AlarmSpec[], names: Record<string, pulumi.Output<string>>): JoinedAlarms {
  const named = (route: Route) =>
    specs.flatMap(spec => {
      const name = names[alarmId(spec)];
      return spec.route === route && name !== undefined ? [{ subject: spec.subject, name }] : [];
    });
  return {
    outage: named("outage").map(({ name }) => name),
    degradation: together(...named("degradation").map(({ subject, name }) => ({ [subject]: [name] }))),
  };
}

/** One degradation for each subject, of all that is known about it. */
export function together(...parts: readonly (Degradation | undefined)[]): Degradation {
  const all: Record<string, readonly pulumi.Output<string>[]> = {};
  for (const [subject, names] of parts.flatMap(part => Object.entries(part ?? {})))
    all[subject] = [...(all[subject] ?? []), ...names];
  return all;
}
