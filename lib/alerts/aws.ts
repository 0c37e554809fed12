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
import type {
  AlertThresholdsChildren,
  AwsAlertThresholdsArgs,
  AwsDailySummary,
  BusinessMetric,
  CacheLimits,
} from "./aws/args";
import { balancerAlarms } from "./aws/balancer";
import { cacheAlarms } from "./aws/cache";
import { CompositeAlarms } from "./aws/composite";
import { databaseAlarms } from "./aws/database";
import { JobAlerts } from "./aws/jobs";
import { cacheLimitsOf } from "./aws/limits";
import { cachesOf, databasesOf } from "./aws/parts";
import { alertCheck } from "./aws/rules";
import { scheduleAlarms } from "./aws/schedules";
import { serviceAlarms } from "./aws/service";
import { summaryJob } from "./aws/summary";
import { type Thresholds, thresholdsOf } from "./defaults";
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
  /** The ARNs of all its alarms: first those that tell, then those that are in them. */
  readonly alarmArns: readonly pulumi.Output<string>[];
  /** The figures that it watches for. */
  readonly thresholds: Thresholds;
  /** Those of a cache. */
  readonly cacheLimits: Required<CacheLimits>;
  /** What the daily summary writes about. */
  readonly businessMetrics: readonly BusinessMetric[];
  readonly operations: pulumi.Output<object>;
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
    const made = specs.map(spec => [alarmId(spec), this.makeAlarm(spec)] as const);
    this.alarms = Object.fromEntries(made.map(([id, { name }]) => [id, name]));
    const composites = this.makeComposites(specs);
    this.outage = composites.outage;
    this.alarmArns = [...composites.arns, ...made.map(([, { arn }]) => arn)];
    this.thresholds = thresholdsOf(args);
    this.cacheLimits = cacheLimitsOf(this.thresholds, args.cache);
    this.businessMetrics = args.daily?.metrics ?? [];
    this.tellOfJobs();
    this.confirmations = this.topics?.confirmations ?? pulumi.output([]);
    this.dailySummary = this.wireDailySummary();
    const steward = this.summarise();
    this.operations = pulumi.output(steward ? { alerts: { jobs: steward.details } } : {});
    this.registerOutputs({ alarms: this.alarms, outage: this.outage, confirmations: this.confirmations });
  }

  private makeAlarm(spec: AlarmSpec): cloudwatch.MetricAlarm {
    const args = alarmArgs(spec, this.topics, this.tags);
    return this.child("alarm", cloudwatch.MetricAlarm, args, { of: alarmId(spec) });
  }

  private makeComposites(specs: readonly AlarmSpec[]): CompositeAlarms {
    const { application = this.name, health, logs, transform } = this.args;
    const own = joinedAlarms(specs, this.alarms);
    const outage = [...own.outage, ...(health?.outage ?? [])];
    const degradation = together(own.degradation, health?.degradation, logs?.degradation);
    const { topics, tags } = this;
    const args = { application, outage, degradation, topics, tags, transform: transform?.composite };
    return new CompositeAlarms(this.name, args, { parent: this });
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
    return { schedule: `0 ${hour} * * *`, topic: this.topics.topics.daily, metrics: this.businessMetrics };
  }

  private summarise(): Steward | undefined {
    const { name, args, topics, dailySummary, tags } = this;
    if (!dailySummary || !topics?.told.includes("daily")) return undefined;
    const place = placeOf(args.foundation);
    if (!place) {
      pulumi.log.info(
        "nobody writes the daily summary; write foundation: target, beside whose containers it runs",
        this,
      );
      return undefined;
    }
    const { application = name, environment = "production", watch, stewardImage: image, transform } = args;
    const region = getRegionOutput({}, { parent: this }).region;
    const title = `${application}, ${environmentName(environment)}`;
    const jobs = { summary: summaryJob(dailySummary, watch, { title, region }) };
    const how = { application, place, jobs, region, image, topics, tags, transform: transform?.steward };
    return new Steward(`${name}-steward`, how, { parent: this });
  }
}

function alarmsOf({ watch, parts = [], cache, ...policy }: AwsAlertThresholdsArgs): AlarmSpec[] {
  const figures = thresholdsOf(policy);
  const database = watch.database ?? databasesOf(parts)[0];
  const services = Object.entries(watch.services ?? {});
  return [
    ...balancerAlarms(watch, figures),
    ...services.flatMap(([service, watched]) => serviceAlarms(service, watched, figures)),
    ...(database ? databaseAlarms(database, figures) : []),
    ...cachesOf(parts).flatMap(watched => cacheAlarms(watched, cacheLimitsOf(figures, cache))),
    ...(watch.scheduleGroup ? scheduleAlarms(watch.scheduleGroup) : []),
  ];
}
