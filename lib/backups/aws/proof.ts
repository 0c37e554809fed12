import type * as pulumi from "@pulumi/pulumi";
import { accountOf } from "../../common/aws/account";
import type { AlarmTopics } from "../../notifications/aws";
import { Steward } from "../../steward/aws";
import type { BackupPolicy } from "../index";
import type { BackupScheduleArgs } from "./args";
import { recoveryIn } from "./recovery";
import { restoreCheckJob } from "./restoreCheck";
import { RestoreTest } from "./restoreTest";
import type { Source } from "./sources";

/** Time enough for the task to start, and the restored database to take a new password. */
const VALIDATION_WINDOW = "2 hours";

export interface ProofArgs {
  schedule: BackupScheduleArgs;
  policy: Required<BackupPolicy>;
  sources: readonly Source[];
  vaultArn: pulumi.Output<string>;
  /** The role that restores. */
  roleArn: pulumi.Output<string>;
  application: string;
  topics: AlarmTopics | undefined;
  tags: Record<string, string>;
}

/** Restores every month what is backed up, and asks the database, where it can be asked. */
export function proveRestores(name: string, args: ProofArgs, parent: pulumi.Resource): void {
  const { schedule, policy, sources, vaultArn, roleArn, tags } = args;
  const { validationWindow, restoreOverrides: overrides, transform, database } = schedule;
  const window = validationWindow ?? (recoveryIn(database)?.asked && VALIDATION_WINDOW);
  const what = { sources, vaultArn, roleArn, hour: policy.hour, tags };
  const how = { validationWindow: window, overrides, transform: transform?.restoreTest };
  const { planArn } = new RestoreTest(`${name}-restore-test`, { ...what, ...how }, { parent });
  askRestored(name, args, planArn, parent);
}

function askRestored(
  name: string,
  { schedule, policy, application, topics, tags }: ProofArgs,
  planArn: pulumi.Output<string>,
  parent: pulumi.Resource,
): void {
  const { database, checkQuery, stewardImage: image, transform } = schedule;
  const { asked, type, arn: source } = recoveryIn(database) ?? {};
  if (!asked || !type || source === undefined) return;
  const account = accountOf(parent);
  const check = typeof checkQuery === "string" ? { query: checkQuery } : checkQuery;
  const job = restoreCheckJob({ asked, type, source, planArn, check, account, hour: policy.hour });
  const { place } = asked;
  const { region } = account;
  const how = { application, place, region, image, topics, tags, transform: transform?.restoreCheck };
  new Steward(`${name}-proof`, { ...how, jobs: { "restore-check": job } }, { parent });
}
