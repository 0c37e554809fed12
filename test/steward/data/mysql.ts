import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "../../../lib/steward/connection";
import { command, freePort, own, type RunningServer, secretFile, startServer, unprivileged } from "./servers";

/** Starts a MariaDB server of a test's own, with the database `app`. */
export async function startMariadb(root: string): Promise<RunningServer> {
  const data = own(join(root, "mariadb"));
  const port = await freePort();
  const make = ["--no-defaults", `--datadir=${data}`, "--auth-root-authentication-method=normal", "--skip-test-db"];
  execFileSync("mariadb-install-db", make, { ...unprivileged, stdio: ["ignore", "ignore", "pipe"] });
  const passwordFile = secretFile(join(root, "mariadb-password"));
  const first = secretFile(join(root, "first.sql"), firstStatements(readFileSync(passwordFile, "utf8")));
  const connection: Connection = {
    engine: "mysql",
    host: "127.0.0.1",
    port,
    user: "root",
    passwordFile,
    database: "app",
  };
  const args = [
    "--no-defaults",
    `--datadir=${data}`,
    `--port=${port}`,
    "--bind-address=127.0.0.1",
    `--socket=${join(data, "socket")}`,
    `--init-file=${first}`,
  ];
  return startServer(connection, "mariadbd", args, () => ask(connection, "select 1"));
}

function firstStatements(password: string): string {
  return `alter user root@localhost identified by '${password}';\ncreate database if not exists app;\n`;
}

export function ask({ port, user, passwordFile }: Connection, statement: string, database = "app"): string {
  const args = ["--no-defaults", "-BN", "-h", "127.0.0.1", "-P", String(port), "-u", user, "-e", statement, database];
  return command("mysql", args, { MYSQL_PWD: readFileSync(passwordFile, "utf8") });
}
