import type { Connection } from "../../../../lib/steward/connection";
import type { Command } from "../command";

/** What the jobs ask of a database server, as commands; nothing here runs. `password` is the connection's. */
export interface Engine {
  /** Writes the database, as one moment saw it. */
  dump(connection: Connection, password: string): Command;
  /** Reads what `dump` wrote into a database that is there and empty. */
  load(connection: Connection, password: string, database: string): Command;
  /** Writes the answer: a line a row, columns with a separator between. */
  query(connection: Connection, password: string, database: string, sql: string): Command;
  /** The database that is there on every server. */
  readonly home: string;
  /** Statements on databases. Names come from us or are checked: letters, digits, underscores and hyphens. */
  create(database: string): string;
  drop(database: string): string;
  /** The names of databases that begin so. */
  list(prefix: string): string;
  /** Puts one database in another's place, where the engine can rename one; a list of statements. */
  replace?(database: string, by: string): string[];
}
