import type { Connection } from "./connection";

/**
 * What `steward login` is told: to let a login in, with the password that it is to have from now on. Two logins that take
 * turns let a password be renewed while the other one's still holds: whatever either makes belongs to `owner`.
 */
export interface LoginSpec {
  /** The database, and who may make logins. */
  database: Connection;
  /** The login that is to get in: to the same database. */
  login: Connection;
  /** The role that owns what is in the database, where the engine has owners: PostgreSQL. */
  owner: string;
}
