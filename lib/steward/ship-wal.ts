import type { BaseBackupSpec } from "./base-backup";

/**
 * The file in the archive by which a server knows that its log is shipped: without it, or when nothing was shipped for so many
 * days, the log is not kept there, where it would fill the disk. It says since when all of the log is kept.
 */
export const SHIPPING = { mark: ".shipping", days: 7 } as const;

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
