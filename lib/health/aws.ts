import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import { type AlarmSpec, alarmArgs, alarmId, joinedAlarms } from "../alerts/aws/alarm";
import { CompositeAlarms } from "../alerts/aws/composite";
import { accountOf } from "../common/aws/account";
import { telling } from "../common/aws/alarm";
import { Component } from "../common/component";
import { seconds } from "../common/duration";
import { tags } from "../common/tags";
import { type AlarmTopics, EDGE_REGION, topicsFor } from "../notifications/aws";
import type { Endpoint } from "../target";
import type { AwsHealthCheckAlarmsArgs, HealthChildren } from "./aws/args";
import { Canaries } from "./aws/canaries";
import { certificateAlarms } from "./aws/certificate";
import { canaryFails, DEFAULT_ROUTE53_REGIONS, healthCheckArgs, unreachable } from "./aws/outside";
import { checked, healthCheck } from "./aws/rules";
import { gapNote, serviceAlarms } from "./aws/service";
import { figuresOf, type HealthFigures } from "./defaults";
import type { HealthCheckAlarms as Contract } from "./index";

export type { AwsHealthCheckAlarmsArgs as HealthCheckAlarmsArgs } from "./aws/args";

/** The newest runtime without a browser in AWS's user guide, "Runtime versions using Node.js". */
const RUNTIME_VERSION = "syn-nodejs-5.4";

/** What checks services from outside. */
export interface Probes {
  /** The name of each service's canary. */
  readonly canaries: Readonly<Record<string, pulumi.Output<string>>>;
  /** The id of each service's health check at Route 53. */
  readonly checks: Readonly<Record<string, pulumi.Output<string>>>;
}

interface MadeAlarm {
  id: string;
  alarm: cloudwatch.MetricAlarm;
}

interface EdgeCheck extends MadeAlarm {
  of: string;
  check: route53.HealthCheck;
}

/**
 * Alarms on whether services answer, from outside (a Synthetics canary, and Route 53 from several regions) and from inside
 * (targets and tasks), and on certificates. An outage pages once: its alarms have no actions of their own but join one that
 * has. Route 53's cannot join, since it lives in us-east-1; it pages by the topic there.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * new aws.HealthCheckAlarms("shop-health", { watch: target.watch, notify: { critical: ["oncall@example.com"] } });
 * ```
 */
export class HealthCheckAlarms extends Component<HealthChildren> implements Contract {
  static readonly check = healthCheck;

  readonly pages: boolean;
  readonly outage: readonly pulumi.Output<string>[];
  readonly degradation: Readonly<Record<string, readonly pulumi.Output<string>[]>>;
  readonly confirmations: pulumi.Output<string[]>;
  /** The names of all alarms on a metric, by subject and condition: "web-no-healthy-target". */
  readonly alarms: Record<string, pulumi.Output<string>>;
  /** The ARNs of the same alarms, first of those that page by themselves. */
  readonly alarmArns: readonly pulumi.Output<string>[];
  /** What checks from outside, by service. */
  readonly probes: Probes;
  readonly operations: pulumi.Output<object>;
  private canaries: Probes["canaries"] = {};
  private readonly figures: HealthFigures;
  private readonly topics: AlarmTopics | undefined;
  private readonly tags: Record<string, string>;

  constructor(
    private readonly name: string,
    private readonly args: AwsHealthCheckAlarmsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    checked(name, args);
    super("daytwo:aws:HealthCheckAlarms", name, { transform: { ...args.transform } }, opts);
    const { environment = "production", watch } = args;
    this.tags = tags(args.application ?? name, environment, args.tags);
    this.figures = figuresOf(args, environment);
    this.topics = topicsFor(args, name, this, { edge: this.figures.interval !== false && watch.endpoints.length > 0 });
    this.pages = args.pages ?? true;
    this.tellGaps();

    const specs = [...this.canaryAlarms(), ...servicesAlarms(args), ...this.certificatesAlarms()];
    const edge = this.makeRoute53Checks();
    const made = [...specs.map(spec => this.makeAlarm(spec)), ...edge];
    this.alarms = Object.fromEntries(made.map(({ id, alarm }) => [id, alarm.name]));
    this.alarmArns = [...edge, ...made.slice(0, specs.length)].map(({ alarm }) => alarm.arn);
    this.probes = { canaries: this.canaries, checks: Object.fromEntries(edge.map(({ of, check }) => [of, check.id])) };
    // Route 53's alarms stand elsewhere than all others.
    this.operations = pulumi.output({ alarmRegions: edge.length > 0 ? [EDGE_REGION] : [] });
    const { outage, degradation } = joinedAlarms(specs, this.alarms);
    this.outage = outage;
    this.degradation = degradation;
    if (this.pages) this.makeComposites();
    this.confirmations = this.topics?.confirmations ?? pulumi.output([]);
    this.registerOutputs({ alarms: this.alarms, confirmations: this.confirmations });
  }

  private makeAlarm(spec: AlarmSpec): MadeAlarm {
    const args = alarmArgs(spec, this.topics, this.tags);
    const id = alarmId(spec);
    return { id, alarm: this.child("alarm", cloudwatch.MetricAlarm, args, { of: id }) };
  }

  private tellGaps(): void {
    for (const [name, service] of Object.entries(this.args.watch.services ?? {})) {
      const note = gapNote(name, service);
      if (note !== undefined) pulumi.log.info(note, this);
    }
  }

  private canaryAlarms(): AlarmSpec[] {
    const { interval, timeoutSeconds } = this.figures;
    const { watch, runtimeVersion = RUNTIME_VERSION, transform } = this.args;
    if (interval === false || watch.endpoints.length === 0) return [];
    this.tellRounding(interval);
    const { tags } = this;
    const account = accountOf(this);
    const { endpoints } = watch;
    const args = { endpoints, interval, timeoutSeconds, runtimeVersion, account, tags, transform: transform?.canaries };
    const { names } = new Canaries(`${this.name}-canaries`, args, { parent: this });
    this.canaries = names;
    return Object.entries(names).map(([service, name]) => canaryFails(service, name, interval));
  }

  private tellRounding(minutes: number): void {
    const { interval } = this.args;
    if (interval === undefined || interval === false || seconds(interval) === minutes * 60) return;
    pulumi.log.info(
      `interval: "${interval}" is rounded up to whole minutes, of which Synthetics knows: ${minutes}`,
      this,
    );
  }

  private makeRoute53Checks(): EdgeCheck[] {
    const { interval } = this.figures;
    const { endpoints } = this.args.watch;
    if (interval === false || endpoints.length === 0) return [];
    if (this.topics && !this.topics.edgeTopic) pulumi.log.warn(NO_EDGE_TOPIC, this);
    return endpoints.map(endpoint => this.makeRoute53Check(endpoint));
  }

  private makeRoute53Check(endpoint: Endpoint): EdgeCheck {
    const { regions = DEFAULT_ROUTE53_REGIONS } = this.args;
    const of = endpoint.service;
    const check = this.child("healthCheck", route53.HealthCheck, healthCheckArgs(endpoint, regions, this.tags), { of });
    const spec = unreachable(of, check.id);
    const told = telling(this.topics?.edgeTopic);
    const args = { ...alarmArgs(spec, undefined, this.tags), ...told, region: EDGE_REGION };
    const id = alarmId(spec);
    return { id, of, check, alarm: this.child("alarm", cloudwatch.MetricAlarm, args, { of: id }) };
  }

  private certificatesAlarms(): AlarmSpec[] {
    const { certificate } = this.figures;
    if (certificate === false) return [];
    const certificates = Object.entries(this.args.watch.certificates ?? {});
    return certificates.flatMap(([domain, arn]) => certificateAlarms(domain, arn, certificate));
  }

  private makeComposites(): void {
    const { application = this.name, transform } = this.args;
    const { outage, degradation, topics, tags } = this;
    const args = { application, outage, degradation, topics, tags, transform: transform?.composite };
    new CompositeAlarms(this.name, args, { parent: this });
  }
}

const NO_EDGE_TOPIC =
  "alarms on Route 53's checks tell nobody: the notifications have no topic in us-east-1; give critical a channel, and leave edge on";

function servicesAlarms({ watch }: AwsHealthCheckAlarmsArgs): AlarmSpec[] {
  const services = Object.entries(watch.services ?? {});
  return services.flatMap(([name, service]) => serviceAlarms(name, service, watch.loadBalancer?.arnSuffix));
}
