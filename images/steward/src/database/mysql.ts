import type { Connection } from "../../../../lib/steward/connection";
import type { Command } from "../command";
import type { Engine } from "./engine";
import { mysqlLogin } from "./logins";

function mysqlCommand(program: string, args: string[], connection: Connection, password: string): Command {
  const { host, port, user, tls } = connection;
  const where = host.startsWith("/") ? [`--socket=${host}`] : [`--host=${host}`, `--port=${port}`, "--protocol=tcp"];
  // The one way in that is neither an argument nor a file on a disk.
  const environment = { MYSQL_PWD: password };
  return { program, args: [...where, ...(tls ? ["--ssl"] : []), `--user=${user}`, ...args], environment };
}

const DUMP = [
  "--single-transaction",
  "--quick",
  "--routines",
  "--events",
  "--triggers",
  "--hex-blob",
  "--no-tablespaces",
  "--default-character-set=utf8mb4",
  // Dates in comments would make each dump differ from the one before.
  "--skip-dump-date",
];

export const mysql: Engine = {
  home: "information_schema",
  dump: (connection, password) => mysqlCommand("mysqldump", [...DUMP, connection.database], connection, password),
  load: (connection, password, database) =>
    mysqlCommand("mysql", ["--default-character-set=utf8mb4", database], connection, password),
  query: (connection, password, database, sql) =>
    mysqlCommand("mysql", ["--batch", "--skip-column-names", `--execute=${sql}`, database], connection, password),
  script: (connection, password, database) => mysqlCommand("mysql", ["--batch", database], connection, password),
  login: mysqlLogin,
  create: database => `create database \`${database}\` character set utf8mb4`,
  drop: database => `drop database if exists \`${database}\``,
  list: prefix =>
    `select schema_name from information_schema.schemata where left(schema_name, ${prefix.length}) = '${prefix}'`,
};
