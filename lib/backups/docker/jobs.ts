import { basename } from "node:path";
import type { Mounted } from "../../common/docker/container";
import { days } from "../../common/duration";
import type { DatabaseBackup } from "../../database/docker/backup";
import type { BaseBackupSpec } from "../../steward/base-backup";
import type { DumpSpec } from "../../steward/dump";
import type { FilesSpec } from "../../steward/files";
import type { GitMirrorSpec } from "../../steward/git-mirror";
import type { PurgedFolder, PurgeSpec } from "../../steward/purge";
import type { Repository } from "../../steward/repository";
import type { RestoreCheck, RestoreTestSpec } from "../../steward/restore-test";
import type { ShipWalSpec } from "../../steward/ship-wal";
import type { VerifySpec } from "../../steward/verify";
import type { BackupPolicy, GitMirrors } from "../index";
import { GIT_CREDENTIALS, MIRRORS } from "./place";

/** A job of the steward: what it does, when, and what it must see besides the repository. */
export interface BackupJob {
  /** The name by which it is run by hand, and found in metrics. */
  name: string;
  verb: string;
  spec: object;
  /** Five fields of cron, in UTC. */
  schedule: string;
  mounted: readonly Mounted[];
  /** Whether it proves backups, rather than taking them. */
  proves: boolean;
}

/** What is backed up. */
export interface Subjects {
  policy: Required<BackupPolicy>;
  repository: Repository;
  database: DatabaseBackup | undefined;
  /** The volume of files. */
  files: Mounted | undefined;
  /** The volume of settings. */
  configuration: Mounted | undefined;
  git: GitMirrors | undefined;
  checkQuery: string | RestoreCheck | undefined;
  /** Percent. */
  verify: number;
}

/** As often as the log is shipped: what the loss of the host costs at most. */
const SHIP_SCHEDULE = "*/5 * * * *";

/** A gibibyte of log stays in the archive. */
const WINDOW_SEGMENTS = 64;

/** All jobs, in the order in which a person would run them. */
export function backupJobs(subjects: Subjects): BackupJob[] {
  return [...databaseJobs(subjects), ...folderJobs(subjects), ...gitJobs(subjects), ...careJobs(subjects)];
}

function databaseJobs({ policy, repository, database, checkQuery }: Subjects): BackupJob[] {
  if (!database) return [];
  const { hour, pointInTime, restoreTest } = policy;
  const common = { repository, database: database.connection };
  const mounted = [database.passwords];
  const jobs: BackupJob[] = [
    taking("dump", "dump", { ...common, keep: keepOf(policy) } satisfies DumpSpec, at(hour, 0), mounted),
  ];
  if (pointInTime !== false) {
    const base: BaseBackupSpec = { ...common, keep: { days: days(pointInTime) }, archive: database.archive.at };
    const ship: ShipWalSpec = { ...base, window: WINDOW_SEGMENTS };
    const archived = [...mounted, database.archive];
    jobs.push(taking("base", "base-backup", base, at(hour, 30), archived));
    jobs.push(taking("wal", "ship-wal", ship, SHIP_SCHEDULE, archived));
  }
  if (restoreTest) {
    const check = typeof checkQuery === "string" ? { query: checkQuery } : checkQuery;
    const spec: RestoreTestSpec = { ...common, oldest: OLDEST_DUMP_SECONDS, ...(check && { check }) };
    jobs.push({ ...taking("restore-test", "restore-test", spec, `0 ${(hour + 4) % 24} 1 * *`, mounted), proves: true });
  }
  return jobs;
}

/** Two nights and what a dump may take. */
const OLDEST_DUMP_SECONDS = 50 * 3_600;

function folderJobs({ policy, repository, files, configuration }: Subjects): BackupJob[] {
  const keep = keepOf(policy);
  const job = (verb: "files" | "configuration", name: string, folder: Mounted, minute: number): BackupJob => {
    const spec: FilesSpec = { repository, folders: { [name]: folder.at }, keep };
    return taking(verb, verb, spec, at(policy.hour, minute), [{ ...folder, readOnly: true }]);
  };
  return [
    ...(files ? [job("files", "files", files, 15)] : []),
    ...(configuration ? [job("configuration", "configuration", configuration, 10)] : []),
  ];
}

function gitJobs({ policy, repository, git }: Subjects): BackupJob[] {
  if (!git) return [];
  const mirrors = git.repositories;
  const credentials = git.credentials !== undefined && { credentialsFile: GIT_CREDENTIALS };
  const spec: GitMirrorSpec = { repository, mirrors, work: MIRRORS, keep: keepOf(policy), ...credentials };
  return [taking("git", "git-mirror", spec, at(policy.hour, 20), [])];
}

/** How long what a restore, or a server that was made anew, put aside can be looked at. */
const ASIDE_SECONDS = 7 * 86_400;

/** A night's other jobs have long ended by then; each waits for the others' locks. */
function careJobs(subjects: Subjects): BackupJob[] {
  const { policy, repository, verify, database, files } = subjects;
  const { hour } = policy;
  const verified: VerifySpec = { repository, read: verify };
  const restored = [database?.data, database?.archive, database?.passwords, files].filter(
    volume => volume !== undefined,
  );
  const folders = purgedFolders(subjects);
  const purged: PurgeSpec = {
    repository,
    ...(folders.length > 0 && { folders }),
    ...(database && { databases: { connection: database.connection, olderThan: ASIDE_SECONDS } }),
  };
  return [
    { ...taking("verify", "verify", verified, at((hour + 2) % 24, 0), []), proves: true },
    taking("purge", "purge", purged, `30 ${(hour + 2) % 24} * * 0`, restored),
  ];
}

function purgedFolders({ policy, database, files }: Subjects): PurgedFolder[] {
  const aside = (path: string, asideOf: string): PurgedFolder => ({
    path,
    olderThan: ASIDE_SECONDS,
    only: { asideOf },
  });
  const { data, archive, folder } = database ?? {};
  return [
    ...(data && folder !== undefined ? [aside(data.at, basename(folder))] : []),
    ...(archive ? [aside(archive.at, "")] : []),
    // What was not shipped when going back to any second was given up.
    ...(archive && policy.pointInTime === false
      ? [{ path: archive.at, olderThan: ASIDE_SECONDS, only: "segments" } as const]
      : []),
    ...(files ? [aside(files.at, "")] : []),
  ];
}

function taking(name: string, verb: string, spec: object, schedule: string, mounted: readonly Mounted[]): BackupJob {
  return { name: `backup-${name}`, verb, spec, schedule, mounted, proves: false };
}

function at(hour: number, minute: number): string {
  return `${minute} ${hour} * * *`;
}

function keepOf({ daily, weekly }: Required<BackupPolicy>): DumpSpec["keep"] {
  return { daily: days(daily), weekly: days(weekly) };
}
