import type { Connection } from "../../../../lib/steward/connection";
import type { Command } from "../command";

/** A login that may do all in one database, and nothing in others. */
export interface Login {
  user: string;
  password: string;
  database: string;
  /** Who owns what is in the database, where the engine has owners. */
  owner: string;
}

/** What the jobs ask of a database server, as commands; nothing here runs. `password` is the connection's. */
export interface Engine {
  /** What a server is asked for its version, where its tools must be as old as it is. */
  readonly version?: string;
  /** Writes the database, as one moment saw it; `version` is what the server told. */
  dump(connection: Connection, password: string, version: string | undefined): Command;
  /** Reads what `dump` wrote into a database that is there and empty. */
  load(connection: Connection, password: string, database: string, version: string | undefined): Command;
  /** Writes the answer: a line a row, columns with a separator between. */
  query(connection: Connection, password: string, database: string, sql: string): Command;
  /** Reads statements, in which there may be secrets. */
  script(connection: Connection, password: string, database: string): Command;
  /** Statements that let a login in with this password, and make what it makes the owner's. */
  login(login: Login): string[];
  /** The database that is there on every server. */
  readonly home: string;
  /** Statements on databases. Names come from us or are checked: letters, digits, underscores and hyphens. */
  create(database: string): string;
  drop(database: string): string;
  /** The names of databases that begin so. */
  list(prefix: string): string;
  /**
   * Puts one database in another's place, where the engine can rename one: a list of statements, of which the last does it, all
   * or nothing. It fails while somebody uses the database, and can be tried again.
   *
   * @param aside  what the database is called from then on, where there is one
   */
  replace?(database: string, by: string, aside: string | undefined): string[];
}
