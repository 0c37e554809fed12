import type { Connection } from "./connection";
import type { RestoreCheck } from "./restore-test";

/**
 * What `steward restore-check` is told: to ask a database of RDS or Aurora that AWS Backup has restored to test a backup, and to tell
 * AWS Backup how it answered.
 */
export interface RestoreCheckSpec {
  region: string;
  /** AWS Backup's job. */
  job: string;
  /** What it restored, by its ARN. */
  restored: string;
  /** Which database is backed up, by its ARN: what was restored of another one is left alone. */
  source: string;
  /** How to get in; host and password are the restored one's own. */
  database: Omit<Connection, "host" | "passwordFile">;
  /** @default - that it lets somebody in is enough */
  check?: RestoreCheck;
}
