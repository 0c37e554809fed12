import type { Connection } from "./connection";
import type { Keep, Repository } from "./repository";

/** What `steward dump` is told: to copy a database, as one moment saw it, into the repository. */
export interface DumpSpec {
  repository: Repository;
  database: Connection;
  keep: Keep;
}
