import { PlainError } from "../../common/errors";
import type { JobRun } from "../index";
import { mountsOf } from "./mounts";
import { runOnce } from "./once";
import { environmentOf, type Follow, identityOf, restoreRun, withoutResult } from "./restoreRun";
import { restoreServer } from "./restoreServer";
import { type StewardJob, stewardJobs } from "./stewardJobs";
import type { System } from "./system";

/**
 * Brings the database back to a moment. What it holds is kept beside the new data, and is put back when the server does not
 * start with these.
 */
export async function restoreTo(system: System, to: Date, follow: Follow): Promise<JobRun> {
  const [base] = await stewardJobs(system, ["base-backup"]);
  if (base) return restoreServer(system, base, to, follow);
  const [dump] = await stewardJobs(system, ["dump"]);
  if (dump) return restoreDump(system, dump, to, follow);
  throw new PlainError("restore: the stack has no backups of a database; write backups and database in its program");
}

/** The newest dump that is not younger: for engines whose log is not kept. */
async function restoreDump(system: System, { container, spec }: StewardJob, to: Date, follow: Follow): Promise<JobRun> {
  const { repository, database } = spec;
  const command = ["restore", JSON.stringify({ kind: "dump", repository, database, before: to.toISOString() })];
  const once = {
    command,
    mounts: mountsOf(container),
    network: await system.network(),
    environment: environmentOf(container),
    capabilities: container.HostConfig.CapAdd ?? [],
    ...identityOf(container),
  };
  return restoreRun(await runOnce(system, once, withoutResult(follow)));
}
