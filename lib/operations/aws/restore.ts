import { PlainError } from "../../common/errors";
import { fit } from "../../common/names";
import type { JobRun } from "../index";
import { secondsBetween } from "../seconds";
import { restoredCluster } from "./restoreCluster";
import { restoredInstance } from "./restoreInstance";
import { stamp } from "./snapshot";
import type { System } from "./system";

/** The longest name of an instance or cluster (Amazon RDS user guide, "Quotas and constraints"). */
const NAME_LIMIT = 63;

/** A database as it was, that stands beside the one that serves. */
export interface Restored {
  /** host:port */
  address: string;
  /** The secret with its password, by ARN, where RDS keeps one. @default - the password that the database had at that moment */
  secret?: string | undefined;
}

/**
 * Makes a new database as the stack's was at a moment, with the same settings, and leaves that one alone: it serves on, and
 * loses nothing. The new one's name tells the moment, so that it is made once, and waited for again after an interruption.
 */
export async function restoreTo(system: System, to: Date, follow: (line: string) => void): Promise<JobRun> {
  const { database } = system.details;
  if (!database) throw new PlainError("restore: the stack has no database; write database in its program");
  const from = new Date();
  const name = fit(`${database.identifier}-${stamp(to)}`, NAME_LIMIT);
  const restored = database.kind === "cluster" ? restoredCluster : restoredInstance;
  const { address, secret } = await restored(system, { from: database.identifier, name, to, follow });
  const password = secret === undefined ? "with the password that it had then" : `with the password in ${secret}`;
  const message = `the database as it was at ${to.toISOString()} is ${name}, at ${address}, ${password}; ${database.identifier} serves on. docs/aws-operations.md says how to move to it`;
  return {
    job: "restore",
    startedAt: from.toISOString(),
    seconds: secondsBetween(from, new Date()),
    exitCode: 0,
    message,
  };
}
