import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { type Account, accountOf } from "../common/aws/account";
import { alarmTags } from "../common/aws/alarm";
import { keyArgs } from "../common/aws/key";
import { namedInLowerCase } from "../common/aws/name";
import * as check from "../common/checks";
import { Component } from "../common/component";
import { days } from "../common/duration";
import { type Environment, protects } from "../common/environment";
import { InputError } from "../common/errors";
import { mapValues } from "../common/records";
import { tags } from "../common/tags";
import { topicsFor } from "../notifications/aws";
import { Archive } from "./aws/archive";
import type { LogAggregationArgs, LogAggregationChildren } from "./aws/args";
import { type ContainerLogging, containerLogging } from "./aws/container";
import { DEFAULT_PATTERN, type ErrorMetric, errorAlarm, errorFilter, errorMetric } from "./aws/errors";
import { notesOn } from "./aws/notes";
import { keyPolicy } from "./aws/permissions";
import { QUERIES } from "./aws/queries";
import { dataProtectionPolicy } from "./aws/redaction";
import { retentionDays } from "./aws/retention";
import { logAggregationCheck } from "./aws/rules";
import { type FullLogPolicy, loggingEnvironment, logPolicy } from "./defaults";
import type { LogAggregation as Contract } from "./index";

export type { LogAggregationArgs } from "./aws/args";
export type { ContainerLogging } from "./aws/container";

/**
 * One encrypted log group a source in CloudWatch Logs, with masking, an alarm on error lines, saved queries, and an archive
 * in S3.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * const logs = new aws.LogAggregation("shop", { sources: ["web", "worker"], notifications });
 * const { logConfiguration } = logs.container("web");
 * ```
 */
export class LogAggregation extends Component<LogAggregationChildren> implements Contract {
  static readonly check = logAggregationCheck;

  readonly environment: Record<string, string>;
  readonly pages: boolean;
  readonly degradation: Readonly<Record<string, readonly pulumi.Output<string>[]>>;
  /** Which lines are errors, as a filter pattern of CloudWatch Logs. */
  readonly errorPattern: string;
  /** The name of each source's log group. */
  readonly groupNames: Record<string, pulumi.Output<string>>;
  /** Where each source's error lines are counted. */
  readonly errorMetrics: Readonly<Record<string, ErrorMetric>>;
  /** The ARNs of the alarms on error lines. */
  readonly alarmArns: readonly pulumi.Output<string>[];
  /** What a person must still do before every message arrives; empty when `notifications` says it. */
  readonly confirmations: pulumi.Output<string[]>;
  /** The name of the archive's bucket; not there without an archive. */
  readonly archiveBucket: pulumi.Output<string> | undefined;
  private readonly groups: ReadonlyMap<string, cloudwatch.LogGroup>;
  private readonly application: string;
  private readonly preset: Environment;
  private readonly tags: Record<string, string>;

  constructor(
    private readonly name: string,
    private readonly args: LogAggregationArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    check.checked(name, args, check.all(namedInLowerCase(name), logAggregationCheck));
    super("daytwo:aws:LogAggregation", name, args, opts);
    this.application = args.application ?? name;
    this.preset = args.environment ?? "production";
    this.tags = tags(this.application, this.preset, args.tags);
    const policy = logPolicy(args);
    this.errorPattern = policy.errorPattern ?? DEFAULT_PATTERN;
    const told = topicsFor(args, name, this);
    const account = accountOf(this);
    for (const note of notesOn(policy)) pulumi.log.info(note, this);

    const key = this.makeKey(account);
    this.groups = new Map(args.sources.map(source => [source, this.makeGroup(source, key, policy)] as const));
    this.mask(policy, account);
    this.pages = args.pages ?? true;
    this.errorMetrics = this.countErrors();
    const alarms = this.watchErrors(policy, this.pages ? told?.topics.degradation : undefined);
    this.degradation = mapValues(alarms, ({ name }) => [name]);
    this.alarmArns = Object.values(alarms).map(({ arn }) => arn);
    this.saveQueries();
    this.archiveBucket = this.makeArchive(policy, key, account, told?.topics.warning)?.bucketName;

    this.environment = loggingEnvironment(policy.level);
    this.groupNames = Object.fromEntries([...this.groups].map(([source, group]) => [source, group.name]));
    this.confirmations = args.notifications || !told ? pulumi.output([]) : told.confirmations;
    this.registerOutputs({ groupNames: this.groupNames, archiveBucket: this.archiveBucket });
  }

  /** What a container definition needs to log here. @throws InputError for a source that is not among `sources` */
  container(source: string): ContainerLogging {
    const group = this.groups.get(source);
    if (!group) {
      const message = `is not among the sources; write one of ${[...this.groups.keys()].join(", ")}`;
      throw new InputError(this.name, [{ path: `sources.${source}`, message }]);
    }
    return containerLogging(source, group, this.environment);
  }

  /** Names are given and not made up, so that the key's policy can tell these groups from others before they are there. */
  private groupName(source: string): string {
    return `/${this.application}/${pulumi.getStack()}/${source}`;
  }

  private makeKey(account: Account): kms.Key {
    const policy = keyPolicy(account, this.groupName("*"));
    const args = keyArgs(`Logs of ${this.application}`, this.preset, this.tags, policy);
    return this.child("key", kms.Key, args, { protect: protects(this.preset) });
  }

  private makeGroup(source: string, key: kms.Key, { retention }: FullLogPolicy): cloudwatch.LogGroup {
    const retentionInDays = retentionDays(retention);
    const args = { name: this.groupName(source), kmsKeyId: key.arn, retentionInDays, tags: this.tags };
    return this.child("group", cloudwatch.LogGroup, args, { of: source, protect: protects(this.preset) });
  }

  private mask({ redact }: FullLogPolicy, { partition }: Account): void {
    if (redact.length === 0) return;
    const policyDocument = dataProtectionPolicy(redact, partition);
    for (const [of, group] of this.groups)
      this.child("redaction", cloudwatch.LogDataProtectionPolicy, { logGroupName: group.name, policyDocument }, { of });
  }

  private countErrors(): Record<string, ErrorMetric> {
    const counted = [...this.groups].map(([of, group]) => {
      const metric = errorMetric(this.application, pulumi.getStack(), of);
      this.child("errorFilter", cloudwatch.LogMetricFilter, errorFilter(group.name, this.errorPattern, metric), { of });
      return [of, metric] as const;
    });
    return Object.fromEntries(counted);
  }

  private watchErrors(
    { errorThreshold }: FullLogPolicy,
    topic: pulumi.Output<string> | undefined,
  ): Record<string, cloudwatch.MetricAlarm> {
    return mapValues(this.errorMetrics, (metric, of) => {
      const alarm = { ...errorAlarm(of, errorThreshold, metric, topic), tags: alarmTags(this.tags, "degradation", of) };
      return this.child("errorAlarm", cloudwatch.MetricAlarm, alarm, { of });
    });
  }

  private saveQueries(): void {
    const logGroupNames = [...this.groups.values()].map(group => group.name);
    for (const [of, queryString] of Object.entries(QUERIES)) {
      const args = { name: `${this.application}/${pulumi.getStack()}/${of}`, queryString, logGroupNames };
      this.child("query", cloudwatch.QueryDefinition, args, { of });
    }
  }

  private makeArchive(
    policy: FullLogPolicy,
    key: kms.Key,
    account: Account,
    topic?: pulumi.Output<string>,
  ): Archive | undefined {
    if (policy.archive === false) return undefined;
    const age = { hotDays: retentionDays(policy.retention), keptDays: days(policy.archive) };
    const { groups, preset: environment, tags } = this;
    const failureGroup = this.groupName("_archive");
    const transform = this.args.transform?.archive;
    const where = { keyArn: key.arn, account, environment, tags, topic, transform };
    return new Archive(`${this.name}-archive`, { groups, failureGroup, ...age, ...where }, { parent: this });
  }
}
