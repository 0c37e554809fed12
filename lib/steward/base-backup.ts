import type { Connection } from "./connection";
import type { Keep, Repository } from "./repository";

/**
 * What `steward base-backup` is told: to copy a whole PostgreSQL server, from which its write-ahead log leads to any later
 * second. The user must be allowed replication.
 */
export interface BaseBackupSpec {
  repository: Repository;
  database: Connection;
  keep: Keep;
  /** Where the server archives its write-ahead log; what the backup needs of it is shipped with it. */
  archive: string;
}
