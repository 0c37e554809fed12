import type { Connection } from "../../../../lib/steward/connection";
import type { Command } from "../command";
import type { Engine } from "./engine";
import { postgresLogin } from "./logins";
import { programFor } from "./programs";

/** One of PostgreSQL's programs; none of them asks for a password. */
export function postgresCommand(program: string, args: string[], connection: Connection, password: string): Command {
  const { host, port, user, tls } = connection;
  const environment = {
    ...(tls && { PGSSLMODE: "require" }),
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
  version: "show server_version_num",
  // Not compressed: the repository does that, and finds again what has not changed since the day before.
  dump: (connection, password, version) => {
    const args = ["--format=custom", "--compress=0", connection.database];
    return postgresCommand(programFor("pg_dump", version), args, connection, password);
  },
  load: (connection, password, database, version) => {
    const args = ["--exit-on-error", `--dbname=${database}`];
    return postgresCommand(programFor("pg_restore", version), args, connection, password);
  },
  query: (connection, password, database, sql) => {
    const args = ["--no-psqlrc", "--no-align", "--tuples-only", "--set=ON_ERROR_STOP=1", `--dbname=${database}`];
    return postgresCommand("psql", [...args, `--command=${sql}`], connection, password);
  },
  script: (connection, password, database) => {
    const args = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", `--dbname=${database}`];
    return postgresCommand("psql", [...args, "--file=-"], connection, password);
  },
  login: postgresLogin,
  create: database => `create database "${database}" template template0`,
  drop: database => `drop database if exists "${database}" with (force)`,
  list: prefix => `select datname from pg_database where starts_with(datname, '${prefix}')`,
  replace: (database, by, aside) => [
    // Whoever owns the one owns the other; there is no row, and so no owner, when it was lost.
    `do $$ declare owner name; begin for owner in select pg_get_userbyid(datdba) from pg_database where datname = '${database}'
     loop execute format('alter database %I owner to %I', '${by}', owner); end loop; end $$`,
    // Statements of one call are one transaction: at no moment is there no database of this name.
    [
      `select pg_terminate_backend(pid) from pg_stat_activity where datname in ('${database}', '${by}')`,
      ...(aside === undefined ? [] : [`alter database "${database}" rename to "${aside}"`]),
      `alter database "${by}" rename to "${database}"`,
    ].join("; "),
  ],
};
