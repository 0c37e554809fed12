import { z } from "zod";
import { ask } from "./api";

/** Characters of a message that AWS Backup is sure to keep (unverified: its reference tells no limit). */
const MESSAGE_LIMIT = 500;

const described = z.object({ SourceResourceArn: z.string().optional() });

/** What a restore job restored from; not there where AWS Backup does not say. */
export async function sourceOf(region: string, job: string, stop: AbortSignal): Promise<string | undefined> {
  const answer = await ask({ ...aws(region), method: "GET", path: `restore-jobs/${encodeURIComponent(job)}` }, stop);
  return described.parse(JSON.parse(answer)).SourceResourceArn;
}

/** Tells AWS Backup whether what a job restored is what it should be (AWS Backup API reference, "PutRestoreValidationResult"). */
export async function putResult(
  region: string,
  job: string,
  result: { status: "SUCCESSFUL" | "FAILED"; message: string },
  stop: AbortSignal,
): Promise<void> {
  const path = `restore-jobs/${encodeURIComponent(job)}/validations`;
  const ValidationStatusMessage = result.message.slice(0, MESSAGE_LIMIT);
  const body = JSON.stringify({ ValidationStatus: result.status, ValidationStatusMessage });
  await ask({ ...aws(region), method: "PUT", path, body }, stop);
}

function aws(region: string) {
  return { service: "backup", id: "BACKUP", region, headers: { "content-type": "application/json" } };
}
