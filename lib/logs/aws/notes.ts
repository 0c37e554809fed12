import { type Duration, days } from "../../common/duration";
import type { FullLogPolicy } from "../defaults";
import { goesCold } from "./age";
import { retentionDays } from "./retention";

/** Where CloudWatch and S3 do not give exactly what was asked for, in words for the plan. */
export function notesOn({ retention, archive }: FullLogPolicy): string[] {
  return [...retentionNotes(retention), ...archiveNotes(retention, archive)];
}

function retentionNotes(asked: Duration): string[] {
  const given = retentionDays(asked);
  return given === days(asked)
    ? []
    : [`retention: CloudWatch Logs does not offer "${asked}"; logs can be searched for ${given} days`];
}

function archiveNotes(retention: Duration, archive: Duration | false): string[] {
  if (archive === false) return [];
  const age = { hotDays: retentionDays(retention), keptDays: days(archive) };
  if (goesCold(age)) return [];
  return [
    "archive: less than 90 days are left after the retention, which Glacier would bill all the same; the archive stays in S3 Standard",
  ];
}
