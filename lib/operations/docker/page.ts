import { PlainError } from "../../common/errors";
import { RESTORE } from "../../steward/proxy/state";
import type { JobRun } from "../index";
import { setMaintenance } from "./maintenance";
import type { Follow } from "./restoreRun";
import type { System } from "./system";

const STAYS =
  "the maintenance page stays up, since the restore failed: restore again, or see that the data are right and run daytwo maintenance off";

/**
 * Runs a restore behind a maintenance page of its own: those that an operator has put up stand before and after. Visitors come
 * back to a database that was restored, or that is as it was.
 */
export async function behindPage(system: System, restore: () => Promise<JobRun>, follow: Follow): Promise<JobRun> {
  const isUp = await page(system, "on", follow);
  // One that was refused, or failed before anything was laid, does not throw: what was there is served.
  const run = await restore().catch((error: unknown) => {
    if (isUp) follow(STAYS);
    throw error;
  });
  if (isUp) await page(system, "off", follow);
  return run;
}

/** Without a proxy there are no visitors to spare, and all the more reason to restore. */
async function page(system: System, state: "on" | "off", follow: Follow): Promise<boolean> {
  try {
    await setMaintenance(system, { state, service: RESTORE });
    return true;
  } catch (error) {
    follow(error instanceof PlainError ? error.message : `maintenance: ${String(error)}`);
    return false;
  }
}
