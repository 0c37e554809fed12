import * as pulumi from "@pulumi/pulumi";
import type Docker from "dockerode";
import { readIn } from "../../common/docker/fileIn";
import { connectToStack } from "../../common/docker/host";
import { standing } from "../../common/docker/standing";
import { underEngine } from "../../common/engine";
import { InputError } from "../../common/errors";
import { DATA, FIRST, SCRIPT } from "./paths";

/** What a server's data are. */
export interface Held {
  /** The major version that wrote them. */
  major: string;
  /** The application's database in them. */
  database: string | undefined;
}

/** What the server that stands on the host holds. Only the engine's own runs look; a host that does not answer is told of by the preflight. */
export function heldBy(alias: string): pulumi.Output<Held | undefined> {
  if (!underEngine()) return pulumi.output(undefined);
  return pulumi.output(read(connectToStack(), alias).catch(() => undefined));
}

async function read(docker: Docker, alias: string): Promise<Held | undefined> {
  const server = await standing(docker, "database", alias);
  if (!server) return undefined;
  const major = (await readIn(docker, server.Id, `${DATA}/PG_VERSION`)).trim();
  if (!/^\d+$/.test(major)) return undefined;
  const script = await readIn(docker, server.Id, `${FIRST}/${SCRIPT}`).catch(() => "");
  return { major, database: databaseIn(script) };
}

/** The database that a script of `makeDatabase` makes. */
export function databaseIn(script: string): string | undefined {
  return /^create database "([^"]+)"/m.exec(script)?.[1];
}

/**
 * The name of the database: what depends on it is made once it is known that the data have this one. It is given once, when the
 * data are made; under another one no service could log in.
 *
 * @throws InputError, through the output, when they have another
 */
export function sameName(subject: string, held: pulumi.Output<Held | undefined>, name: string): pulumi.Output<string> {
  return held.apply(found => {
    const had = found?.database ?? name;
    if (had === name) return name;
    const message = `what the database holds is called "${had}", and so is its user; write "${had}", or make another database and bring a dump into it`;
    throw new InputError(subject, [{ path: "name", message }]);
  });
}
