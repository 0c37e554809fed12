import * as backup from "@pulumi/aws/backup";
import * as pulumi from "@pulumi/pulumi";
import { checked } from "../common/checks";
import { Component } from "../common/component";
import { days } from "../common/duration";
import type { Environment } from "../common/environment";
import { tags } from "../common/tags";
import { type AlarmTopics, topicsFor } from "../notifications/aws";
import type { VaultDetails } from "../operations/aws/details";
import { StewardBackups } from "../steward/aws/backups";
import { isForSteward, stewardPolicyOf } from "../steward/aws/policy";
import { placeOf } from "../target/aws/place";
import { type AlarmsArgs, BackupAlarms } from "./aws/alarms";
import type { BackupScheduleArgs, BackupScheduleChildren } from "./aws/args";
import { confirmationsOf, notesOn } from "./aws/notes";
import { continuousRules, type RuleSetting, snapshotRules } from "./aws/plans";
import { proveRestores } from "./aws/proof";
import { BackupRole } from "./aws/role";
import { scheduleCheck, wiredScheduleCheck } from "./aws/rules";
import { allSources, continuousSources, possibleTypes, type Source } from "./aws/sources";
import { Vault } from "./aws/vault";
import { backupPolicy } from "./defaults";
import type { BackupPolicy, BackupSchedule as Contract } from "./index";

export type { BackupResource, BackupScheduleArgs, CopyTarget, TypedArn, VaultLock } from "./aws/args";
export type { BackupType } from "./aws/types";

/**
 * Backups with AWS Backup: daily, weekly and to any second, in a vault with a key of its own, copied to another Region when
 * asked for, and restored every month to prove them. Underneath, weekly backups are incremental like all others; each can be
 * restored as if it were full.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * const backups = new aws.BackupSchedule("shop", {
 *   database,
 *   storage,
 *   checkQuery: "select count(*) from orders",
 *   copyTo: { region: "eu-central-1" },
 * });
 * ```
 */
export class BackupSchedule extends Component<BackupScheduleChildren> implements Contract {
  static readonly check = scheduleCheck;

  /** The name of the vault, where backups are found when something is to be restored; not there when it backs up nothing. */
  readonly vaultName: pulumi.Output<string> | undefined;
  /** What the steward backs up; not there without `git`, `configuration` and `databases`. */
  readonly steward: StewardBackups | undefined;
  readonly confirmations: pulumi.Output<string[]>;
  readonly operations: pulumi.Output<object>;
  private readonly environment: Environment;
  private readonly tags: Record<string, string>;

  constructor(
    private readonly name: string,
    private readonly args: BackupScheduleArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:aws:BackupSchedule", name, checked(name, args, wiredScheduleCheck), opts);
    this.environment = args.environment ?? "production";
    this.tags = tags(args.application ?? name, this.environment, args.tags);
    const policy = backupPolicy(args);
    const sources = allSources(args);
    const told = topicsFor(args, name, this);
    if (sources.length > 0) this.say(policy, sources);

    const vault = sources.length > 0 ? this.backUpResources(policy, sources, told) : undefined;
    this.vaultName = vault?.name;
    this.steward = this.makeSteward(policy, told);
    this.operations = operationsOf(vault, this.steward);

    const own = args.notifications || !told ? [] : told.confirmations;
    const duties = confirmationsOf(args, policy, sources);
    this.confirmations = pulumi.output(own).apply(others => [...others, ...duties]);
    this.registerOutputs({ vaultName: this.vaultName, confirmations: this.confirmations });
  }

  private backUpResources(
    policy: Required<BackupPolicy>,
    sources: readonly Source[],
    told: AlarmTopics | undefined,
  ): pulumi.Output<VaultDetails> {
    const vault = this.makeVault(this.name, policy);
    const setting = { vaultName: vault.name, copyArn: this.copyArn(policy), hour: policy.hour, tags: this.tags };
    const role = this.makeRole("backup", sources);
    this.backUp("snapshots", snapshotRules({ ...policy, coldAfter: this.args.coldAfter }, setting), sources, role);
    this.backUpContinuously(policy, setting, sources, role);
    const restoreRole = this.testRestores(policy, sources, vault, told);
    this.watch({
      vaultName: vault.name,
      backupRoleArn: role.arn,
      restoreRoleArn: restoreRole?.arn,
      topics: told?.topics,
    });
    const resources = sources.map(({ arn }) => arn);
    return pulumi.output({ name: vault.name, role: role.arn, resources, keepDays: days(policy.daily) });
  }

  private makeSteward(policy: Required<BackupPolicy>, topics: AlarmTopics | undefined): StewardBackups | undefined {
    const { name, args, environment, tags } = this;
    const { application = name, password, transform } = args;
    const place = placeOf(args.foundation);
    if (!isForSteward(args) || !place || password === undefined) return undefined;
    const how = { policy, application, place, environment, topics, tags, transform };
    return new StewardBackups(`${name}-steward`, { ...stewardPolicyOf(args), password, ...how }, { parent: this });
  }

  private say(policy: Required<BackupPolicy>, sources: readonly Source[]): void {
    for (const note of notesOn(this.args, policy, sources)) pulumi.log.info(note, this);
    const { lock } = this.args;
    if (lock?.mode !== "compliance") return;
    const warning = `lock: ${days(lock.changeableFor)} days after this update nobody can take it away any more, the account's root and AWS included`;
    pulumi.log.warn(warning, this);
  }

  private makeVault(name: string, policy: Required<BackupPolicy>, region?: string): Vault {
    const times = [policy.daily, policy.weekly, ...(policy.pointInTime === false ? [] : [policy.pointInTime])];
    const shortestDays = Math.min(...times.map(days));
    const { environment, tags } = this;
    const { lock, transform } = this.args;
    const args = { environment, tags, lock, shortestDays, region, transform: transform?.vault };
    return new Vault(name, args, { parent: this });
  }

  private copyArn(policy: Required<BackupPolicy>): pulumi.Input<string> | undefined {
    const { copyTo } = this.args;
    if (copyTo === undefined) return undefined;
    return "vaultArn" in copyTo ? copyTo.vaultArn : this.makeVault(`${this.name}-copy`, policy, copyTo.region).arn;
  }

  private makeRole(duty: "backup" | "restore", sources: readonly Source[]): BackupRole {
    const s3 = sources.some(({ type }) => type === undefined || type === "S3");
    const args = { duty, s3, tags: this.tags, transform: this.args.transform?.role };
    return new BackupRole(`${this.name}-${duty}`, args, { parent: this });
  }

  private backUp(of: string, rules: backup.PlanArgs["rules"], sources: readonly Source[], role: BackupRole): void {
    // 50 is the longest name of a plan and of a selection, of which Pulumi takes 8.
    const plan = this.child("plan", backup.Plan, { rules, tags: this.tags }, { of, limit: 42 });
    const resources = sources.map(({ arn }) => arn);
    this.child("selection", backup.Selection, { planId: plan.id, iamRoleArn: role.arn, resources }, { of, limit: 42 });
  }

  private backUpContinuously(
    policy: Required<BackupPolicy>,
    setting: RuleSetting,
    sources: readonly Source[],
    role: BackupRole,
  ): void {
    const chosen = continuousSources(sources);
    if (policy.pointInTime === false || chosen.length === 0) return;
    this.backUp("point-in-time", continuousRules(policy.pointInTime, setting), chosen, role);
  }

  private testRestores(
    policy: Required<BackupPolicy>,
    sources: readonly Source[],
    { arn: vaultArn }: Vault,
    topics: AlarmTopics | undefined,
  ): BackupRole | undefined {
    if (!policy.restoreTest || possibleTypes(sources, "restorable").length === 0) return undefined;
    const role = this.makeRole("restore", sources);
    const { name, args: schedule, tags } = this;
    const { application = name } = schedule;
    const what = { schedule, policy, sources, vaultArn, roleArn: role.arn };
    proveRestores(name, { ...what, application, topics, tags }, this);
    return role;
  }

  private watch(what: Omit<AlarmsArgs, "tags">): void {
    const args = { ...what, tags: this.tags, transform: this.args.transform?.alarms };
    new BackupAlarms(`${this.name}-alarms`, args, { parent: this });
  }
}

/** What the operations must know to take a backup now. */
function operationsOf(
  vault: pulumi.Output<VaultDetails> | undefined,
  steward: StewardBackups | undefined,
): pulumi.Output<object> {
  const jobs = steward?.details ?? { jobs: {}, takes: [] };
  return pulumi.all([vault, jobs]).apply(([kept, taken]) => ({ backups: { ...(kept && { vault: kept }), ...taken } }));
}
