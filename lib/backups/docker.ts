import { Container } from "../common/docker/remade";
import "../common/docker/peer";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { pagingFor } from "../alerts/docker/paging";
import { checked } from "../common/checks";
import { Component } from "../common/component";
import { bucketKeys } from "../common/docker/bucket";
import type { Mounted } from "../common/docker/container";
import { RUN_ANEW } from "../common/docker/container";
import { Files } from "../common/docker/files";
import { KEEPS_LABELS } from "../common/docker/labels";
import type { Monitored, Monitoring } from "../common/docker/monitoring";
import { succeeded } from "../common/docker/oneshot";
import { protects } from "../common/environment";
import { mapValues } from "../common/records";
import { type Foundation, foundationFor } from "../foundation/docker";
import type { FillSpec } from "../steward/fill";
import { backupPolicy } from "./defaults";
import type { BackupScheduleArgs, BackupScheduleChildren } from "./docker/args";
import { jobArgs, prepareArgs } from "./docker/containers";
import { type BackupJob, backupJobs } from "./docker/jobs";
import { backupMonitoring } from "./docker/monitoring";
import { GIT_CREDENTIALS_FILE, PASSWORD_FILE, repositoryMounts, repositorySpec } from "./docker/place";
import { scheduleCheck, wiredScheduleCheck } from "./docker/rules";
import { gitMirrorsOf } from "./git";
import type { BackupSchedule as Contract, GitMirrors } from "./index";

export type { BackupScheduleArgs } from "./docker/args";

/**
 * Backups with restic, encrypted, in a volume or a bucket: the database dumped every day and its write-ahead log shipped
 * every five minutes, files, settings and git repositories every day; part of all that read again every night, and every
 * month a restore to prove it. The jobs are started by the foundation's clock.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * const backups = new docker.BackupSchedule("shop-backups", {
 *   database, storage, notifications,
 *   password: config.requireSecret("backupPassword"),
 *   checkQuery: "select count(*) from orders",
 * });
 * ```
 */
export class BackupSchedule extends Component<BackupScheduleChildren> implements Contract, Monitored {
  static readonly check = scheduleCheck;

  readonly confirmations: pulumi.Output<string[]>;
  readonly monitoring: Monitoring;
  /** The names by which jobs are run by hand. */
  readonly jobs: readonly string[];
  private readonly foundation: Foundation;
  private readonly protect: boolean;
  private readonly git: GitMirrors | undefined;

  constructor(
    private readonly name: string,
    private readonly args: BackupScheduleArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super(
      "daytwo:docker:BackupSchedule",
      name,
      { transform: { ...checked(name, args, wiredScheduleCheck).transform } },
      opts,
    );
    this.foundation = foundationFor(args, name, this);
    this.protect = protects(args.environment ?? "production");
    this.git = args.git && gitMirrorsOf(args.git);
    const mounted = this.makeRepository();
    const prepare = this.prepare(mounted);
    const jobs = this.jobsOf(this.makeConfiguration());

    for (const job of jobs) this.makeJob(job, mounted, prepare);
    this.jobs = jobs.map(job => job.name);
    this.monitoring = backupMonitoring(name, jobs);
    const told = (args.pages ?? args.notify !== undefined) ? this.makePaging() : pulumi.output([]);
    this.confirmations = told.apply(others => [...others, ...dutiesOf(args)]);
    this.registerOutputs({ jobs: this.jobs, confirmations: this.confirmations, prepared: succeeded(prepare, name) });
  }

  /** The repository, its secrets and room to work, as jobs have them. */
  private makeRepository(): Mounted[] {
    const { repository, password } = this.args;
    const keys = repository ? bucketKeys(repository) : {};
    const files = pulumi
      .all([password, keys, this.git?.credentials ?? ""])
      .apply(([secret, opened, credentials]): FillSpec["files"] => ({
        ...opened,
        [PASSWORD_FILE]: { content: secret, mode: "0400" },
        ...(credentials !== "" && { [GIT_CREDENTIALS_FILE]: { content: credentials, mode: "0400" } }),
      }));
    return repositoryMounts({
      repository: repository ? undefined : this.makeVolume("repository", this.protect),
      secrets: this.makeFiles("secrets", files),
      scratch: this.makeVolume("scratch", false),
    });
  }

  /** Makes the repository, and tells in the update of a password or a key that is wrong. */
  private prepare(mounted: readonly Mounted[]): docker.Container {
    const parts = { foundation: this.foundation, name: this.name, mounted };
    const spec = { repository: repositorySpec(this.args.repository) };
    return this.child("prepare", Container, prepareArgs(parts, spec), RUN_ANEW);
  }

  private makeConfiguration(): Mounted | undefined {
    const { configuration } = this.args;
    if (!configuration) return undefined;
    const files = pulumi
      .output(configuration)
      .apply(contents => mapValues(contents, (content): FillSpec["files"][string] => ({ content, mode: "0400" })));
    return { from: this.makeFiles("configuration", files), at: "/configuration" };
  }

  private jobsOf(configuration: Mounted | undefined): BackupJob[] {
    const { args } = this;
    return backupJobs({
      policy: backupPolicy(args),
      repository: repositorySpec(args.repository),
      database: args.database?.backup,
      files: args.storage?.mounted[0],
      configuration,
      git: this.git,
      checkQuery: args.checkQuery,
      verify: args.verify ?? 10,
    });
  }

  private makeJob(job: BackupJob, mounted: readonly Mounted[], prepare: docker.Container): void {
    const parts = { foundation: this.foundation, name: this.name, mounted: [...mounted, ...job.mounted] };
    this.child("job", Container, jobArgs(parts, job), {
      of: job.name.replace(/^backup-/, ""),
      dependsOn: prepare,
    });
  }

  /** A Prometheus that tells of these alarms alone. */
  private makePaging(): pulumi.Output<string[]> {
    const { args, foundation, monitoring, name } = this;
    const { notifications, notify, environment, application, tags } = args;
    const told = { ...(notifications && { notifications }), ...(notify && { notify }) };
    const common = { ...(environment && { environment }), ...(application && { application }), ...(tags && { tags }) };
    const transform = args.transform?.prometheus;
    return pagingFor(name, { ...common, ...told, foundation, monitoring, transform }, this).confirmations;
  }

  private makeVolume(kind: "repository" | "scratch", protect: boolean): pulumi.Output<string> {
    const labels = this.foundation.labels("volume", this.childName(kind));
    return this.child(kind, docker.Volume, { labels }, { ...KEEPS_LABELS, protect }).name;
  }

  private makeFiles(kind: string, files: pulumi.Output<FillSpec["files"]>): pulumi.Output<string> {
    const { foundation, args } = this;
    const transform = args.transform?.files;
    return new Files(`${this.name}-${kind}`, { foundation, files, transform }, { parent: this }).volume;
  }
}

/** What a person must still see to, since a stack cannot. */
function dutiesOf({ repository, storage }: BackupScheduleArgs): string[] {
  return [
    "keep a copy of the backups' password off the host: without it they cannot be read",
    ...(repository
      ? []
      : ["copy the backups off the host, or give a bucket as repository: the host's loss takes both"]),
    ...(storage?.mounted.length === 0
      ? ["see that the bucket with the files keeps versions: it is not backed up here"]
      : []),
  ];
}
