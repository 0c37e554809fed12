import type * as pulumi from "@pulumi/pulumi";
import type { Account } from "../../common/aws/account";
import { json } from "../../common/json";
import type { StewardJob } from "../../steward/aws/job";
import type { RestoreCheckSpec } from "../../steward/restore-check";
import type { RestoreCheck } from "../../steward/restore-test";
import type { Variable } from "../../steward/variables";
import type { AskedDatabase } from "./recovery";
import { clusterRights, instanceRights, TELLING } from "./restoreRights";
import { testHour } from "./restoreTest";
import type { BackupType } from "./types";

export interface RestoreCheckArgs {
  asked: AskedDatabase;
  /** What AWS Backup calls it. */
  type: BackupType;
  /** The database that is backed up. */
  source: pulumi.Input<string>;
  /** The plan of the restore tests. */
  planArn: pulumi.Input<string>;
  check: RestoreCheck | undefined;
  account: Account;
  /** The hour at which backups begin, in UTC. */
  hour: number;
}

/** The job that asks each restored database: AWS Backup's event starts it, and gets its answer. */
export function restoreCheckJob(args: RestoreCheckArgs): StewardJob {
  const { asked, type, source, planArn, check, account, hour } = args;
  const { engine, user, name, tls, admission } = asked;
  const spec: Variable<RestoreCheckSpec, pulumi.Input<string>> = {
    region: account.region,
    job: { $text: "RESTORE_JOB" },
    restored: { $text: "RESTORED_ARN" },
    source,
    database: { engine, port: admission.port, user, database: name, tls },
    ...(check && { check }),
  };
  return {
    verb: "restore-check",
    spec,
    schedule: `0 ${testHour(hour)} 1 * *`,
    event: {
      pattern: restoredEvents(planArn, type),
      variables: { RESTORE_JOB: "$.detail.restoreJobId", RESTORED_ARN: "$.detail.createdResourceArn" },
    },
    admissions: { database: admission },
    rights: [...(type === "Aurora" ? clusterRights(asked, account) : instanceRights(account)), ...TELLING],
    severity: "critical",
  };
}

/** AWS Backup developer guide, "Restore testing validation". */
function restoredEvents(planArn: pulumi.Input<string>, type: BackupType): pulumi.Output<string> {
  const detail = { status: ["COMPLETED"], resourceType: [type], restoreTestingPlanArn: [planArn] };
  return json({ source: ["aws.backup"], "detail-type": ["Restore Job State Change"], detail });
}
