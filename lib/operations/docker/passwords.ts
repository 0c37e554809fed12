import { setTimeout } from "node:timers/promises";
import type { Container } from "dockerode";
import { z } from "zod";
import { PlainError } from "../../common/errors";
import { setPasswords } from "../../database/docker/scripts";
import { execIn } from "./exec";
import { PURPOSE } from "./restoreRun";
import type { StewardJob } from "./stewardJobs";

/** From the end of the replay until the server takes changes: it writes what it has replayed. */
const TRIES = 60;

const connection = z.object({ database: z.string() });

/**
 * Has the restored roles go by the passwords of this host, which made up its own where the former ones were lost as well.
 *
 * @throws PlainError when the server does not take them: services then cannot log in
 */
export async function renewPasswords(server: Container, { spec }: StewardJob): Promise<void> {
  const { database } = connection.parse(spec.database);
  const script = setPasswords(database);
  let said = "";
  for (let tries = TRIES; tries > 0; tries -= 1) {
    const ended = await execIn(server, script);
    if (ended.exitCode === 0) return;
    said = ended.said;
    await setTimeout(1_000);
  }
  throw new PlainError(`${PURPOSE}: the data are back, but the roles did not take this host's passwords: ${said}`);
}
