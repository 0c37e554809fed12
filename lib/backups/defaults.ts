import type { ComponentArgs } from "../common/args";
import { preset } from "../common/environment";
import type { BackupPolicy } from "./index";

/** The policy with its defaults. */
export function backupPolicy(args: BackupPolicy & ComponentArgs): Required<BackupPolicy> {
  const production = preset(args.environment ?? "production") === "production";
  return {
    daily: args.daily ?? "14 days",
    weekly: args.weekly ?? "8 weeks",
    pointInTime: args.pointInTime ?? (production ? "14 days" : "7 days"),
    restoreTest: args.restoreTest ?? true,
    hour: args.hour ?? 3,
  };
}
