import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";
import { checked } from "../common/checks";
import { Component } from "../common/component";
import { environmentName } from "../common/environment";
import { tags } from "../common/tags";
import { type AlarmTopics, topicsFor } from "../notifications/aws";
import { Steward } from "../steward/aws";
import { placeOf } from "../target/aws/place";
import { type AlarmSpec, alarmArgs, alarmId, joinedAlarms, together } from "./aws/alarm";
import type { AlertThresholdsChildren, AwsAlertThresholdsArgs, AwsDailySummary } from "./aws/args";
import { balancerAlarms } from "./aws/balancer";
import { CompositeAlarms } from "./aws/composite";
import { databaseAlarms } from "./aws/database";
import { JobAlerts } from "./aws/jobs";
import { alertCheck } from "./aws/rules";
import { scheduleAlarms } from "./aws/schedules";
import { serviceAlarms } from "./aws/service";
import { summaryJob } from "./aws/summary";
import { thresholdsOf } from "./defaults";
import type { AlertThresholds as Contract } from "./index";

export type { AwsAlertThresholdsArgs as AlertThresholdsArgs, AwsDailySummary, BusinessMetric } from "./aws/args";

/**
 * CloudWatch alarms on the load balancer, the services, the jobs and the database, at the severities of the guide. What
 * means an outage pages once, together with the health alarms; degradations, those of the logs too, are held back while it
 * lasts.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * const health = new aws.HealthCheckAlarms("shop-health", { watch: target.watch, notifications, pages: false });
 * const alerts = new aws.AlertThresholds("shop-alerts", { watch: target.watch, health, notifications, errorRate: 2 });
 * ```
 */
export class AlertThresholds extends Component<AlertThresholdsChildren> implements Contract {
  static readonly check = alertCheck;

  readonly confirmations: pulumi.Output<string[]>;
  readonly dailySummary: AwsDailySummary | undefined;
  /** The name of the alarm that stands while there is an outage; not there when nothing that is watched can tell one. */
  readonly outage: pulumi.Output<string> | undefined;
  /** The names of all alarms on a metric, by subject and condition: "load-balancer-errors". */
  readonly alarms: Record<string, pulumi.Output<string>>;
  private readonly topics: AlarmTopics | undefined;
  private readonly tags: Record<string, string>;

  constructor(
    private readonly name: string,
    private readonly args: AwsAlertThresholdsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    checked(name, args, alertCheck);
    super("daytwo:aws:AlertThresholds", name, { transform: { ...args.transform } }, opts);
    this.tags = tags(args.application ?? name, args.environment ?? "production", args.tags);
    this.topics = topicsFor(args, name, this);

    const specs = alarmsOf(args);
    this.alarms = Object.fromEntries(specs.map(spec => [alarmId(spec), this.makeAlarm(spec)]));
    this.outage = this.makeComposites(specs);
    this.tellOfJobs();
    this.confirmations = this.topics?.confirmations ?? pulumi.output([]);
    this.dailySummary = this.wireDailySummary();
    this.summarise();
    this.registerOutputs({ alarms: this.alarms, outage: this.outage, confirmations: this.confirmations });
  }

  private makeAlarm(spec: AlarmSpec): pulumi.Output<string> {
    const args = alarmArgs(spec, this.topics, this.tags);
    return this.child("alarm", cloudwatch.MetricAlarm, args, { of: alarmId(spec) }).name;
  }

  private makeComposites(specs: readonly AlarmSpec[]): pulumi.Output<string> | undefined {
    const { application = this.name, health, logs, transform } = this.args;
    const own = joinedAlarms(specs, this.alarms);
    const outage = [...own.outage, ...(health?.outage ?? [])];
    const degradation = together(own.degradation, health?.degradation, logs?.degradation);
    const { topics, tags } = this;
    const args = { application, outage, degradation, topics, tags, transform: transform?.composite };
    return new CompositeAlarms(this.name, args, { parent: this }).outage;
  }

  private tellOfJobs(): void {
    const { application = this.name, watch, transform } = this.args;
    const { jobs = {} } = watch;
    const topic = this.topics?.topics.warning;
    if (!topic || Object.keys(jobs).length === 0) return;
    new JobAlerts(
      this.name,
      { application, jobs, topic, tags: this.tags, transform: transform?.jobs },
      { parent: this },
    );
  }

  private wireDailySummary(): AwsDailySummary | undefined {
    if (!this.topics) return undefined;
    const { hour } = thresholdsOf(this.args).daily;
    return { schedule: `0 ${hour} * * *`, topic: this.topics.topics.daily, metrics: this.args.daily?.metrics ?? [] };
  }

  private summarise(): void {
    const { name, args, topics, dailySummary, tags } = this;
    if (!dailySummary || !topics?.told.includes("daily")) return;
    const place = placeOf(args.foundation);
    if (!place) {
      pulumi.log.info(
        "nobody writes the daily summary; write foundation: target, beside whose containers it runs",
        this,
      );
      return;
    }
    const { application = name, environment = "production", watch, stewardImage: image, transform } = args;
    const region = getRegionOutput({}, { parent: this }).region;
    const title = `${application}, ${environmentName(environment)}`;
    const jobs = { summary: summaryJob(dailySummary, watch, { title, region }) };
    const how = { application, place, jobs, region, image, topics, tags, transform: transform?.steward };
    new Steward(`${name}-steward`, how, { parent: this });
  }
}

function alarmsOf({ watch, ...policy }: AwsAlertThresholdsArgs): AlarmSpec[] {
  const figures = thresholdsOf(policy);
  const services = Object.entries(watch.services ?? {});
  return [
    ...balancerAlarms(watch, figures),
    ...services.flatMap(([service, watched]) => serviceAlarms(service, watched, figures)),
    ...(watch.database ? databaseAlarms(watch.database, figures) : []),
    ...(watch.scheduleGroup ? scheduleAlarms(watch.scheduleGroup) : []),
  ];
}
