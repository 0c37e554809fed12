import type { BaseBackupSpec } from "./base-backup";

/**
 * What `steward ship-wal` is told: to bring the archived write-ahead log into the repository, and to take a base backup
 * when there is none of this server yet.
 */
export interface ShipWalSpec extends BaseBackupSpec {
  /**
   * How many shipped segments (of 16 MiB) stay in the archive. Each run ships all that are there, which costs nothing for
   * what the repository has; so a restore reads one backup for as many segments, and not one for each run.
   */
  window: number;
}
