import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { alarmTags, telling } from "../../common/aws/alarm";
import { chunks } from "../../common/chunks";
import { Component, type Transforms } from "../../common/component";
import { fit } from "../../common/names";
import type { AlarmTopics } from "../../notifications/aws";
import { describe } from "./alarm";

/** Every kind of child that composite alarms have. */
export interface CompositeChildren {
  outage: cloudwatch.CompositeAlarmArgs;
  outagePart: cloudwatch.CompositeAlarmArgs;
  degradation: cloudwatch.CompositeAlarmArgs;
}

export interface CompositeAlarmsArgs {
  application: string;
  /** The names of the alarms that together are an outage. */
  outage: readonly pulumi.Input<string>[];
  /** By subject, the names of the alarms that together are its degradation. */
  degradation: Readonly<Record<string, readonly pulumi.Input<string>[]>>;
  topics: AlarmTopics | undefined;
  tags: Record<string, string>;
  transform?: Transforms<CompositeChildren> | undefined;
}

/** Longest name of an alarm (AWS, Amazon CloudWatch API reference, PutMetricAlarm). */
const NAME_LIMIT = 255;

/**
 * Children of one composite. CloudWatch takes 100, and a rule of 10,240 characters: with the longest names 38 fit, at
 * `ALARM("…") OR ` each. Names are not known before the alarms exist, so that the longest count.
 */
const CHILDREN_LIMIT = Math.floor(10_240 / (NAME_LIMIT + 'ALARM("") OR '.length));

/** An outage's first alarm may come after a degradation's; messages about a degradation wait so long to see. */
const WAIT_SECONDS = 120;

/** After an outage the five minutes that degradation alarms look back on are still bad. */
const EXTENSION_SECONDS = 300;

/**
 * One outage is one page, and each degraded subject one message, which is held back while there is an outage. Metric
 * alarms cannot be held back in CloudWatch, composite ones can.
 */
export class CompositeAlarms extends Component<CompositeChildren> {
  /** The name of the alarm that stands while there is an outage; not there when nothing can tell one. */
  readonly outage: pulumi.Output<string> | undefined;
  /** The ARNs of those that tell, the outage's first. */
  readonly arns: readonly pulumi.Output<string>[];

  constructor(
    private readonly name: string,
    private readonly args: CompositeAlarmsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:aws:CompositeAlarms", name, args, opts);
    const outage = this.makeOutage();
    this.outage = outage?.alarmName;
    const degradation = Object.entries(args.degradation).map(([subject, names]) =>
      this.makeDegradation(subject, names),
    );
    this.arns = [...(outage ? [outage] : []), ...degradation].map(({ arn }) => arn);
    this.registerOutputs({ outage: this.outage });
  }

  private makeOutage(): cloudwatch.CompositeAlarm | undefined {
    const { application, outage, topics, tags } = this.args;
    if (outage.length === 0) return undefined;
    const means = `${application} does not answer, or most of its requests fail.`;
    const first =
      "see which of the alarms in this one stand, and whether a release has just gone out; if so, roll it back.";
    return this.child("outage", cloudwatch.CompositeAlarm, {
      alarmName: this.alarmName("outage"),
      alarmDescription: describe({ means, first }),
      alarmRule: anyOf(this.joined(outage)),
      ...telling(topics?.topics.critical),
      tags: alarmTags(tags, "critical", application),
    });
  }

  /** The names themselves, or when they are too many for one rule, those of composites that each hold a part of them. */
  private joined(names: readonly pulumi.Input<string>[]): readonly pulumi.Input<string>[] {
    if (names.length <= CHILDREN_LIMIT) return names;
    const tags = alarmTags(this.args.tags, "critical", this.args.application);
    return chunks(names, CHILDREN_LIMIT).map((part, index) => {
      const of = String(index + 1);
      const args = { alarmName: this.alarmName(`outage-${of}`), alarmRule: anyOf(part), tags };
      return this.child("outagePart", cloudwatch.CompositeAlarm, args, { of }).alarmName;
    });
  }

  private makeDegradation(subject: string, names: readonly pulumi.Input<string>[]): cloudwatch.CompositeAlarm {
    const { application, topics, tags } = this.args;
    const means = `${subject} of ${application} serves worse than it should.`;
    const first = "see which of the alarms in this one stand, and what was released or changed before they did.";
    const alarm = this.outage && { alarm: this.outage, waitPeriod: WAIT_SECONDS, extensionPeriod: EXTENSION_SECONDS };
    const args = {
      alarmName: this.alarmName(`${subject}-degradation`),
      alarmDescription: describe({ means, first }),
      alarmRule: anyOf(names),
      ...telling(topics?.topics.degradation),
      ...(alarm && { actionsSuppressor: alarm }),
      tags: alarmTags(tags, "degradation", subject),
    };
    return this.child("degradation", cloudwatch.CompositeAlarm, args, { of: subject });
  }

  /** Composite alarms get no name from Pulumi, and a name that another stack has would overwrite that stack's alarm. */
  private alarmName(what: string): string {
    return fit(`${pulumi.getProject()}-${pulumi.getStack()}-${this.name}-${what}`, NAME_LIMIT);
  }
}

function anyOf(names: readonly pulumi.Input<string>[]): pulumi.Output<string> {
  return pulumi.all([...names]).apply(known => known.map(name => `ALARM("${name}")`).join(" OR "));
}
