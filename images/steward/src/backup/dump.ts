import { z } from "zod";
import type { DumpSpec } from "../../../../lib/steward/dump";
import { Server } from "../database/server";
import { Backups } from "../repository/backups";
import { connectionSpec, keepSpec, repositorySpec } from "../repository/specs";
import type { Verb } from "../verb";
import { size } from "./words";

/** The tags by which dumps of a database are found. */
export function dumpsOf(database: string): [kind: string, of: string] {
  return ["dump", `database:${database}`];
}

/** Copies a database, as one moment saw it, into the repository. */
export const dump: Verb<DumpSpec> = {
  spec: z.strictObject({ repository: repositorySpec, database: connectionSpec, keep: keepSpec }),
  job: true,
  async run({ repository, database, keep }, stop) {
    const server = await Server.of(database, stop);
    const backups = await Backups.toKeep(repository, stop);
    const tags = dumpsOf(database.database);
    const { id, bytes, added } = await backups.keepOutput(await server.dump(), `${database.database}.dump`, tags);
    await backups.forget(keep, ...tags);
    const message = `dumped ${database.database}: ${size(bytes)}; ${size(added)} more in the repository`;
    return { message, figures: { backup: id, bytes, added } };
  },
};
