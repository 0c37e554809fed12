import type { Connection } from "./connection";
import type { Repository } from "./repository";

/** What `steward restore-test` is told: to restore the newest dump into a database of its own, to ask it, and to drop it. */
export interface RestoreTestSpec {
  repository: Repository;
  /** The server, and which database was dumped; it is not touched. */
  database: Connection;
  check?: RestoreCheck;
  /** How old, in seconds, the newest dump may be. */
  oldest?: number;
}

/** A query that gives one value, and what it must be. */
export interface RestoreCheck {
  query: string;
  /** The least that it may be, as a number. @default 1, unless `equals` is given */
  atLeast?: number;
  /** Exactly what it must be, as text. */
  equals?: string;
}
