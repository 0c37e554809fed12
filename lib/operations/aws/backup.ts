import { randomUUID } from "node:crypto";
import { PlainError } from "../../common/errors";
import type { JobRun } from "../index";
import { secondsBetween } from "../seconds";
import type { VaultDetails } from "./details";
import { explain } from "./explain";
import { runJob } from "./jobs";
import { snapshot } from "./snapshot";
import { Interrupted, type System } from "./system";

type Follow = (line: string) => void;

/** How long one backup may take before nobody waits for it any more. */
const BACKUP_HOURS = 24;

/** Takes every backup now, one after the other: one that fails keeps none of the others from being taken. */
export async function backUp(system: System, follow: Follow): Promise<JobRun[]> {
  const steps = stepsOf(system);
  if (steps.length === 0)
    throw new PlainError("backup: the stack has nothing that is backed up; write backups in its program");
  const runs: JobRun[] = [];
  for (const { job, take } of steps) {
    system.goOn(`${job} and what comes after it was not begun`);
    runs.push(await take(line => follow(`${job}: ${line}`)));
  }
  return runs;
}

interface Step {
  job: string;
  take(follow: Follow): Promise<JobRun>;
}

function stepsOf(system: System): Step[] {
  const { database, backups } = system.details;
  const { vault, takes = [] } = backups ?? {};
  const inVault = vault?.resources ?? [];
  const own = database && !inVault.includes(database.arn) ? [database] : [];
  return [
    ...own.map(of => step(`snapshot of ${of.identifier}`, (follow, job) => snapshot(system, job, of, follow))),
    ...inVault.map(arn =>
      step(`backup of ${nameIn(arn)}`, (follow, job) => keepInVault(system, job, vault, arn, follow)),
    ),
    ...takes.map(job => ({ job, take: (follow: Follow) => attempted(job, () => runJob(system, job, follow)) })),
  ];
}

function step(job: string, take: (follow: Follow, job: string) => Promise<string>): Step {
  return { job, take: follow => attempted(job, () => timed(job, () => take(follow, job))) };
}

/** `arn:aws:rds:eu-west-1:123456789012:db:shop` → `shop` */
function nameIn(arn: string): string {
  return arn.replace(/^.*[:/]/, "");
}

async function timed(job: string, take: () => Promise<string>): Promise<JobRun> {
  const from = new Date();
  const message = await take();
  return { job, startedAt: from.toISOString(), seconds: secondsBetween(from, new Date()), exitCode: 0, message };
}

/** A step's failure is the step's. */
async function attempted(job: string, take: () => Promise<JobRun>): Promise<JobRun> {
  const from = new Date();
  try {
    return await take();
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    const message = error instanceof PlainError ? error.message : explain(error);
    return { job, startedAt: from.toISOString(), seconds: secondsBetween(from, new Date()), exitCode: 1, message };
  }
}

/** States in which AWS Backup has done with a job, and has not done it (AWS Backup API reference, "DescribeBackupJob"). */
const FAILED = new Set(["FAILED", "ABORTED", "EXPIRED"]);

/** However often it is asked for: AWS Backup makes one job for one token. */
async function keepInVault(
  system: System,
  job: string,
  vault: VaultDetails | undefined,
  arn: string,
  follow: Follow,
): Promise<string> {
  const { name = "", role = "", keepDays = 1 } = vault ?? {};
  const { BackupJobId } = await system.clients.backup().startBackupJob({
    BackupVaultName: name,
    ResourceArn: arn,
    IamRoleArn: role,
    IdempotencyToken: randomUUID(),
    Lifecycle: { DeleteAfterDays: keepDays },
    RecoveryPointTags: { "daytwo:stack": system.stack },
  });
  follow(`AWS Backup has begun, job ${BackupJobId}`);
  const done = await system.until(BACKUP_HOURS, `${job} goes on as AWS Backup's job ${BackupJobId}`, async () => {
    const now = await system.clients.backup().describeBackupJob({ BackupJobId });
    if (FAILED.has(now.State ?? "")) throw new PlainError(`AWS Backup: ${now.StatusMessage ?? now.State}`);
    return now.State === "COMPLETED" || now.State === "PARTIAL" ? now : undefined;
  });
  const part = done.State === "PARTIAL" ? "in part, see the job in AWS Backup; " : "";
  return `${part}kept in the vault ${name} for ${keepDays} days`;
}
