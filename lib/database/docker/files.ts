import type * as pulumi from "@pulumi/pulumi";
import type { Transforms } from "../../common/component";
import { Files, type FilesChildren } from "../../common/docker/files";
import type { Foundation } from "../../foundation/docker";
import { PORT, SCRIPT } from "./paths";
import { ACCESS_RULES, ARCHIVE_SCRIPT, makeDatabase, START_SCRIPT } from "./scripts";

const PASSWORD_CHARACTERS = 32;

export interface DatabaseFiles {
  settings: pulumi.Output<string>;
  first: pulumi.Output<string>;
  passwords: pulumi.Output<string>;
  /** The exporter's password alone. */
  exporter: pulumi.Output<string>;
}

interface DatabaseIdentity {
  foundation: Foundation;
  host: string;
  /** Known once it is the one that the data have: the passwords' volume stays, and its URL must not change before. */
  database: pulumi.Output<string>;
  protect: boolean;
}

/** The volumes with what the server reads. Passwords are made up on the host and never leave it. */
export function databaseFiles(
  name: string,
  { foundation, host, database, protect }: DatabaseIdentity,
  transform: Transforms<FilesChildren> | undefined,
  parent: pulumi.Resource,
): DatabaseFiles {
  const common = { foundation, transform };
  const settings = {
    "pg_hba.conf": { content: ACCESS_RULES },
    "archive.sh": { content: ARCHIVE_SCRIPT },
    "start.sh": { content: START_SCRIPT },
  };
  const first = database.apply(name => ({ [SCRIPT]: { content: makeDatabase(name) } }));
  const secret = { generate: PASSWORD_CHARACTERS };
  const owned = database.apply(own => {
    const url = { template: `postgres://${own}:{{password}}@${host}:${PORT}/${own}` };
    return { admin: secret, exporter: secret, password: secret, url };
  });
  const passwords = new Files(`${name}-passwords`, { ...common, files: owned, stable: true, protect }, { parent })
    .volume;
  const from = [{ from: passwords, at: "/from", readOnly: true }];
  return {
    passwords,
    settings: new Files(`${name}-settings`, { ...common, files: settings }, { parent }).volume,
    first: new Files(`${name}-first`, { ...common, files: first }, { parent }).volume,
    exporter: new Files(
      `${name}-exporter-password`,
      { ...common, files: { password: { from: "/from/exporter" } }, from },
      { parent },
    ).volume,
  };
}
