import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { databaseSpec } from "../../../lib/database/defaults";
import { ARCHIVE, SETTINGS } from "../../../lib/database/docker/paths";
import { ACCESS_RULES, ARCHIVE_SCRIPT } from "../../../lib/database/docker/scripts";
import { serverArguments, serverSettings } from "../../../lib/database/docker/settings";
import type { Connection } from "../../../lib/steward/connection";
import { command, freePort, own, type RunningServer, scratch, secretFile, startServer, unprivileged } from "./servers";

/** Folders of a PostgreSQL server, as volumes are on a host. */
export interface Place {
  root: string;
  data: string;
  archive: string;
  settings: string;
  passwordFile: string;
}

export function makePlace(): Place {
  const root = scratch();
  const settings = own(join(root, "settings"));
  writeFileSync(join(settings, "pg_hba.conf"), ACCESS_RULES);
  writeFileSync(join(settings, "archive.sh"), ARCHIVE_SCRIPT);
  const passwordFile = secretFile(join(root, "password"));
  return {
    root,
    data: join(own(join(root, "volume")), "server"),
    archive: own(join(root, "wal")),
    settings,
    passwordFile,
  };
}

export function initialise({ data, passwordFile }: Place): void {
  const args = [`--pgdata=${data}`, "--username=postgres", `--pwfile=${passwordFile}`, "--data-checksums", "--no-sync"];
  execFileSync("initdb", args, { ...unprivileged, stdio: ["ignore", "ignore", "pipe"] });
}

/** Starts the server with the settings that the component gives it, but for what a machine for tests is too small for. */
export async function startPostgres(place: Place): Promise<RunningServer> {
  const port = await freePort();
  const { passwordFile } = place;
  const connection: Connection = {
    engine: "postgres",
    host: "127.0.0.1",
    port,
    user: "postgres",
    passwordFile,
    database: "app",
  };
  const settings = serverSettings(databaseSpec({ memory: "256MiB", connections: 20 }));
  const here = Object.entries(settings).map(([name, value]) => [
    name,
    value.replaceAll(SETTINGS, place.settings).replace(new RegExp(`${ARCHIVE}$`), place.archive),
  ]);
  const own = {
    ...Object.fromEntries(here),
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
  };
  const args = ["-D", place.data, ...serverArguments(own)];
  return startServer(connection, "postgres", args, () =>
    sql(connection, "select 1 where not pg_is_in_recovery()", "postgres"),
  );
}

/** The answer to a statement, as rows. @throws Error while the server does not take it, or answers nothing at the start */
export function sql({ port, user, passwordFile }: Connection, statement: string, database = "app"): string {
  const args = [
    "-XAtq",
    "-h",
    "127.0.0.1",
    "-p",
    String(port),
    "-U",
    user,
    "-d",
    database,
    "-v",
    "ON_ERROR_STOP=1",
    "-c",
    statement,
  ];
  const answer = command("psql", args, { PGPASSWORD: readFileSync(passwordFile, "utf8") });
  if (statement.startsWith("select 1 where") && answer === "") throw new Error("not yet");
  return answer;
}

/** Rows, and a checksum over all that is in them. */
export function checksum(connection: Connection, database = "app"): string {
  return sql(connection, "select count(*), md5(string_agg(id || ':' || note, ',' order by id)) from orders", database);
}
