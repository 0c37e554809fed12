import type { Connection } from "../../../../lib/steward/connection";
import type { Command } from "../command";
import type { Engine } from "./engine";

/** One of PostgreSQL's programs; none of them asks for a password. */
export function postgresCommand(program: string, args: string[], connection: Connection, password: string): Command {
  const { host, port, user } = connection;
  const environment = {
    PGHOST: host,
    PGPORT: String(port),
    PGUSER: user,
    PGPASSWORD: password,
    PGCONNECT_TIMEOUT: "10",
    PGAPPNAME: "daytwo-steward",
  };
  return { program, args: ["--no-password", ...args], environment };
}

export const postgres: Engine = {
  home: "postgres",
  // Not compressed: the repository does that, and finds again what has not changed since the day before.
  dump: (connection, password) =>
    postgresCommand("pg_dump", ["--format=custom", "--compress=0", connection.database], connection, password),
  load: (connection, password, database) =>
    postgresCommand("pg_restore", ["--exit-on-error", `--dbname=${database}`], connection, password),
  query: (connection, password, database, sql) => {
    const args = ["--no-psqlrc", "--no-align", "--tuples-only", "--set=ON_ERROR_STOP=1", `--dbname=${database}`];
    return postgresCommand("psql", [...args, `--command=${sql}`], connection, password);
  },
  create: database => `create database "${database}" template template0`,
  drop: database => `drop database if exists "${database}" with (force)`,
  list: prefix => `select datname from pg_database where starts_with(datname, '${prefix}')`,
  replace: (database, by) => [
    // Whoever owns the one owns the other; there is no row, and so no owner, when it was lost.
    `do $$ declare owner name; begin for owner in select pg_get_userbyid(datdba) from pg_database where datname = '${database}'
     loop execute format('alter database %I owner to %I', '${by}', owner); end loop; end $$`,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}'`,
    `drop database if exists "${database}" with (force)`,
    `alter database "${by}" rename to "${database}"`,
  ],
};
