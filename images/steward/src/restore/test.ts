import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { RestoreTestSpec } from "../../../../lib/steward/restore-test";
import { dumpsOf } from "../backup/dump";
import { age } from "../backup/words";
import { Server } from "../database/server";
import { Backups } from "../repository/backups";
import { connectionSpec, repositorySpec } from "../repository/specs";
import type { Verb } from "../verb";
import { checked, checkSpec } from "./answer";
import { newest } from "./dump";

const PREFIX = "daytwo_restore_test_";

/** Restores the newest dump into a database of its own, asks it, and drops it, whatever happened. */
export const restoreTest: Verb<RestoreTestSpec> = {
  spec: z.strictObject({
    repository: repositorySpec,
    database: connectionSpec,
    check: checkSpec.optional(),
    oldest: z.number().gt(0).optional(),
  }),
  job: true,
  async run({ repository, database, check, oldest }, stop) {
    const server = await Server.of(database, stop);
    const backups = await Backups.open(repository, stop);
    const dump = newest(await backups.list(...dumpsOf(database.database)), `dump of ${database.database}`);
    const seconds = Math.round((Date.now() - dump.time.getTime()) / 1000);
    // A test that was killed could not.
    for (const left of await server.ask(server.engine.list(PREFIX))) await server.drop(left);
    const scratch = `${PREFIX}${randomBytes(4).toString("hex")}`;
    const answer = await inScratch(server, scratch, async () => {
      await backups.pour(dump, await server.load(scratch));
      return check === undefined ? "no query is set" : checked(check, await server.ask(check.query, scratch));
    });
    if (oldest !== undefined && seconds > oldest)
      throw new Error(
        `the newest dump can be restored, but is ${age(seconds)} old; at most ${age(oldest)} are allowed`,
      );
    const message = `the dump of ${age(seconds)} ago can be restored; the check: ${answer}`;
    return { message, figures: { backup: dump.id, ageSeconds: seconds, answer } };
  },
};

async function inScratch<T>(server: Server, name: string, work: () => Promise<T>): Promise<T> {
  await server.create(name);
  try {
    return await work();
  } finally {
    await server.drop(name);
  }
}
