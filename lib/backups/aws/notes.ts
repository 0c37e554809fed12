import { type Duration, days, seconds } from "../../common/duration";
import type { BackupPolicy } from "../index";
import type { BackupScheduleArgs } from "./args";
import { recoveryIn } from "./recovery";
import { possibleTypes, type Source } from "./sources";
import { typeIs } from "./types";

/** Where AWS Backup does not give exactly what was asked for, in words for the plan. */
export function notesOn(
  args: BackupScheduleArgs,
  policy: Required<BackupPolicy>,
  sources: readonly Source[],
): string[] {
  return [
    ...roundingNotes({ daily: policy.daily, weekly: policy.weekly, pointInTime: policy.pointInTime }),
    ...pointInTimeNotes(policy, sources),
    ...keptByItself(args, policy),
    ...(policy.restoreTest ? restoreNotes(args, sources) : []),
  ];
}

function roundingNotes(asked: Record<string, Duration | false>): string[] {
  return Object.entries(asked).flatMap(([path, time]) =>
    time === false || seconds(time) % 86_400 === 0
      ? []
      : [`${path}: AWS Backup counts days; "${time}" is made ${days(time)} days`],
  );
}

function pointInTimeNotes({ pointInTime }: Required<BackupPolicy>, sources: readonly Source[]): string[] {
  if (pointInTime === false || possibleTypes(sources, "continuous").length > 0) return [];
  return [
    "pointInTime: AWS Backup can bring none of these types of resource back to any second; daily and weekly backups remain",
  ];
}

function keptByItself({ database }: BackupScheduleArgs, { pointInTime }: Required<BackupPolicy>): string[] {
  if (pointInTime === false || (recoveryIn(database)?.continuous ?? true)) return [];
  return [
    "pointInTime: the database keeps every moment itself, for its backupRetention; daily and weekly backups remain",
  ];
}

function restoreNotes({ restoreOverrides = {} }: BackupScheduleArgs, sources: readonly Source[]): string[] {
  const notes: string[] = [];
  const unread = sources.flatMap(({ type }, index) => (type === undefined ? [`resources[${index}]`] : []));
  if (unread.length > 0)
    notes.push(
      `restoreTest: the type of ${unread.join(", ")} shows only in the update, so a test is set up for every type; write { arn, resourceType } or give the resource itself`,
    );
  const untested = sources.flatMap(({ type }) => (type && !typeIs(type, "restorable") ? [type] : []));
  if (untested.length > 0)
    notes.push(`restoreTest: AWS Backup cannot test restores of ${[...new Set(untested)].join(", ")}`);
  if (sources.some(({ type }) => type === "FSx") && !restoreOverrides.FSx)
    notes.push("restoreTest: AWS Backup cannot infer all that a restore of FSx needs; write restoreOverrides.FSx");
  return notes;
}

/** What a person must still see to, since a stack cannot or must not. */
export function confirmationsOf(
  args: BackupScheduleArgs,
  { restoreTest }: Required<BackupPolicy>,
  sources: readonly Source[],
): string[] {
  const optIns = possibleTypes(sources, "shared").filter(type => sources.some(source => source.type === type));
  const buckets = sources.some(({ type, versioned }) => type === "S3" && !versioned);
  const databases = (["RDS", "Aurora", "DocumentDB", "Neptune"] as const).filter(
    type => sources.some(source => source.type === type && !source.overrides) && !args.restoreOverrides?.[type],
  );
  return [
    // One setting for the account and Region: two stacks that managed it would fight over it.
    ...(optIns.length > 0
      ? [`opt in to ${optIns.join(", ")} in AWS Backup's settings of this Region (aws backup describe-region-settings)`]
      : []),
    ...(buckets ? ["see that versioning is on for the buckets: AWS Backup needs it"] : []),
    ...(restoreTest && databases.length > 0
      ? [
          `see that the account has a default VPC, into which restore tests of ${databases.join(", ")} go, or write restoreOverrides`,
        ]
      : []),
  ];
}
