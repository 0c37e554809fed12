import { present } from "../../common/records";
import type { StewardBackupPolicy } from "./args";

/** Whether the steward has something to back up. */
export function isForSteward({ git, configuration, databases }: StewardBackupPolicy): boolean {
  return [git, configuration, databases].some(said => said !== undefined);
}

/** What of the args is for the steward. */
export function stewardPolicyOf(args: StewardBackupPolicy): StewardBackupPolicy {
  const { git, configuration, databases, password, stewardImage } = args;
  return present({ git, configuration, databases, password, stewardImage });
}
