import type * as pulumi from "@pulumi/pulumi";
import type { GitMirrors } from "../../backups";
import { gitMirrorsOf } from "../../backups/git";
import { type Duration, days } from "../../common/duration";
import type { DumpSpec } from "../dump";
import type { FilesSpec } from "../files";
import type { GitMirrorSpec } from "../git-mirror";
import type { PurgeSpec } from "../purge";
import type { Keep, Repository } from "../repository";
import type { RestoreTestSpec } from "../restore-test";
import type { Variable } from "../variables";
import type { VerifySpec } from "../verify";
import type { DumpedDatabase, Secret, StewardBackupPolicy } from "./args";
import { repositoryRights } from "./bucket";
import type { StewardJob } from "./job";
import { patienceWith } from "./silence";

type Told<Spec> = Variable<Spec, pulumi.Input<string>>;

export interface BackupJobsArgs extends Pick<StewardBackupPolicy, "git" | "configuration" | "databases"> {
  /** The repository, in restic's words. */
  location: pulumi.Input<string>;
  bucketArn: pulumi.Input<string>;
  region: pulumi.Input<string>;
  password: Secret;
  daily: Duration;
  weekly: Duration;
  restoreTest: boolean;
  /** The hour of the day in UTC at which the first job begins. */
  hour: number;
}

/** Names of the variables that secrets come as. */
const PASSWORD = "REPOSITORY_PASSWORD";
const CREDENTIALS = "GIT_CREDENTIALS";
const DATABASE = "DATABASE_URL";

/** How much of the repository is read back each week, in percent: another part each time. */
const READ_BACK = 10;

/** Restic holds the repository's index in memory, and git a history. */
const SIZE = { cpu: 0.5, memory: "1GiB" } as const;

/** All jobs that back up, and those that keep what they write in order. */
export function backupJobs(args: BackupJobsArgs): Record<string, StewardJob> {
  const { git, configuration, databases = {} } = args;
  const dumps = Object.entries(databases).flatMap(([name, database]) => dumpJobs(args, name, database));
  return Object.fromEntries([
    ...(git ? [["git-mirror", gitMirrorJob(args, gitMirrorsOf(git))] as const] : []),
    ...(configuration ? [["configuration", configurationJob(args, configuration)] as const] : []),
    ...dumps,
    ["verify", verifyJob(args)],
    ["purge", purgeJob(args)],
  ]);
}

/** The verbs that take a backup; the others prove backups, and keep them in order. */
const TAKING: ReadonlySet<string> = new Set(["dump", "files", "git-mirror", "configuration"]);

/** The names of the jobs that take a backup. */
export function takingJobs(jobs: Readonly<Record<string, StewardJob>>): string[] {
  return Object.entries(jobs).flatMap(([name, { verb }]) => (TAKING.has(verb) ? name : []));
}

function gitMirrorJob(args: BackupJobsArgs, { repositories, credentials }: GitMirrors<Secret>): StewardJob {
  const spec: Told<GitMirrorSpec> = {
    repository: repositoryOf(args),
    mirrors: repositories,
    ...(credentials !== undefined && { credentialsFile: { $file: CREDENTIALS } }),
    // A task's disk ends with it: each mirror is made anew, and restic keeps what is new in it.
    work: "/tmp",
    keep: keepOf(args),
  };
  const secrets: Record<string, Secret> = credentials === undefined ? {} : { [CREDENTIALS]: credentials };
  return { ...common(args, secrets), verb: "git-mirror", spec, schedule: at(args.hour, 10, "* * *") };
}

function configurationJob(args: BackupJobsArgs, files: Record<string, Secret>): StewardJob {
  const variables = Object.keys(files).map((file, index) => [file, `CONFIGURATION_${index + 1}`] as const);
  const spec: Told<FilesSpec> = {
    repository: repositoryOf(args),
    folders: { configuration: { $folder: Object.fromEntries(variables) } },
    keep: keepOf(args),
  };
  const secrets = Object.fromEntries(variables.map(([file, variable]) => [variable, files[file] ?? ""]));
  return { ...common(args, secrets), verb: "configuration", spec, schedule: at(args.hour, 20, "* * *") };
}

function dumpJobs(args: BackupJobsArgs, name: string, { url, check }: DumpedDatabase): [string, StewardJob][] {
  const shared = { repository: repositoryOf(args), database: { $url: DATABASE } };
  const schedule = at(args.hour, 30, "* * 0");
  const dump: Told<DumpSpec> = { ...shared, keep: { weekly: days(args.weekly) } };
  const test: Told<RestoreTestSpec> = { ...shared, ...(check && { check }), oldest: patienceWith(schedule) };
  const base = common(args, { [DATABASE]: url });
  const proven: [string, StewardJob] = [
    `restore-test-${name}`,
    { ...base, verb: "restore-test", spec: test, schedule: at(args.hour + 3, 0, "1 * *"), severity: "critical" },
  ];
  return [[`dump-${name}`, { ...base, verb: "dump", spec: dump, schedule }], ...(args.restoreTest ? [proven] : [])];
}

function verifyJob(args: BackupJobsArgs): StewardJob {
  const spec: Told<VerifySpec> = { repository: repositoryOf(args), read: READ_BACK };
  return { ...common(args), verb: "verify", spec, schedule: at(args.hour + 4, 0, "* * 0"), severity: "critical" };
}

function purgeJob(args: BackupJobsArgs): StewardJob {
  const spec: Told<PurgeSpec> = { repository: repositoryOf(args) };
  const rights = repositoryRights(args.bucketArn, true);
  return { ...common(args), verb: "purge", spec, schedule: at(args.hour + 6, 0, "* * 0"), rights };
}

/** A failed backup has a next time, so it is a warning; one that cannot be read back puts the data in danger now. */
function common({ bucketArn, password }: BackupJobsArgs, secrets: Record<string, Secret> = {}) {
  const severity: StewardJob["severity"] = "warning";
  return { secrets: { ...secrets, [PASSWORD]: password }, rights: repositoryRights(bucketArn), severity, size: SIZE };
}

function repositoryOf({ location, region }: BackupJobsArgs): Told<Repository> {
  // A task is begun by the clock alone: nothing goes before the first.
  return { location, passwordFile: { $file: PASSWORD }, region, make: true };
}

function keepOf({ daily, weekly }: BackupJobsArgs): Keep {
  return { daily: days(daily), weekly: days(weekly) };
}

/** At a minute of an hour, which may be that of the next day: the same hour, since a week goes round. */
function at(hour: number, minute: number, days: string): string {
  return `${minute} ${hour % 24} ${days}`;
}
