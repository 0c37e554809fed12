import { plan, type TestPlan } from "daytwo/testing";
import { BackupSchedule, type BackupScheduleArgs } from "../../lib/backups/aws";
import { awsAccount } from "../support/aws";

export const DATABASE = "arn:aws:rds:eu-west-1:123456789012:db:shop";
export const CLUSTER = "arn:aws:rds:eu-west-1:123456789012:cluster:shop";
export const TABLE = "arn:aws:dynamodb:eu-west-1:123456789012:table/shop";
export const BUCKET = "arn:aws:s3:::shop-uploads";
export const FILES = "arn:aws:fsx:eu-west-1:123456789012:file-system/fs-1";

export const SELECTION = "aws:backup/restoreTestingSelection:RestoreTestingSelection";

export function planned(
  args: Partial<BackupScheduleArgs> | (() => Partial<BackupScheduleArgs>),
  use: (backups: BackupSchedule) => unknown = () => undefined,
): Promise<TestPlan> {
  const program = () => {
    const given = typeof args === "function" ? args() : args;
    return use(new BackupSchedule("shop", { resources: [DATABASE], ...given }));
  };
  return plan(program, { stack: "prod", fixtures: { invokes: awsAccount } });
}

export function rules(result: TestPlan, name: string) {
  return JSON.parse(JSON.stringify(result.named(name).inputs.rules));
}

export function messages(result: TestPlan): string[] {
  return result.diagnostics.map(({ severity, message }) => `${severity}: ${message}`);
}
