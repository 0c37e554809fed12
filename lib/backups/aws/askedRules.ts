import { join } from "../../common/checks";
import type { Mistakes } from "../../common/errors";
import type { BackupPolicy } from "../index";
import type { BackupScheduleArgs } from "./args";
import { recoveryIn } from "./recovery";

/** What of a schedule's args is looked at beside its database: that itself, or what will be known of one. */
export type BesideDatabase = BackupPolicy & Pick<BackupScheduleArgs, "checkQuery"> & { database?: unknown };

/** That there is something that can answer the query. */
export function checkAsked({ checkQuery, database, restoreTest }: BesideDatabase, path: string, mistakes: Mistakes) {
  const told = (message: string) => mistakes.add(join(path, "checkQuery"), message);
  if (checkQuery === undefined) return;
  const recovery = recoveryIn(database);
  if (database === undefined) told("has no database to ask; write database, or leave it out");
  else if (restoreTest === false) told("is asked of what restoreTest restores; leave one of the two out");
  else if (recovery && !recovery.asked)
    told("cannot be asked: AWS Backup restores this database without a server that is ours; write it in databases");
}
