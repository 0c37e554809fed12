import { componentChecks } from "../common/args";
import * as check from "../common/checks";
import { recipientChecks } from "../notifications/rules";
import { gitCheck } from "./gitRules";
import type { BackupPolicy, BackupScheduleArgs } from "./index";

const KEPT = check.duration("1 day", "36500 days");

/** Checks of the policy alone, for specifications that carry one. */
export const backupPolicyChecks: check.Checks<BackupPolicy> = {
  daily: KEPT,
  weekly: KEPT,
  pointInTime: check.orFalse(check.duration("1 day", "35 days")),
  restoreTest: check.flag,
  hour: check.number({ min: 0, max: 23 }),
};

/** Checks of everything but the resources, which each platform names in its own way. */
export const backupChecks: check.Checks<Omit<BackupScheduleArgs, "resources">> = {
  ...componentChecks,
  ...backupPolicyChecks,
  ...recipientChecks,
  database: check.anything,
  storage: check.anything,
  git: gitCheck(check.input(check.secret)),
};
