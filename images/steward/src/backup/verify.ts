import { z } from "zod";
import type { VerifySpec } from "../../../../lib/steward/verify";
import { CommandError } from "../command";
import { Backups } from "../repository/backups";
import { repositorySpec } from "../repository/specs";
import type { Verb } from "../verb";

/** Proves that what the repository holds can be read, and is what was written. */
export const verify: Verb<VerifySpec> = {
  spec: z.strictObject({ repository: repositorySpec, read: z.number().gt(0).max(100) }),
  job: true,
  async run({ repository, read }, stop) {
    const backups = await Backups.open(repository, stop);
    await backups.check(read).catch(error => {
      throw error instanceof CommandError ? damaged(repository.location, error.message) : error;
    });
    const count = (await backups.list()).length;
    const message = `${count} backups are whole; ${read} % of the data was read and compared`;
    return { message, figures: { backups: count, read } };
  },
};

const DAMAGE = /pack \w+|tree \w+|blob \w+|error for/i;

function damaged(location: string, said: string): Error {
  const lines = [...new Set(said.split(/; |\n/).map(line => line.trim()))].filter(line => DAMAGE.test(line));
  const [first = said] = lines;
  const more = lines.length > 1 ? ` (and ${lines.length - 1} more)` : "";
  return new Error(
    `${location}: the repository is damaged: ${first}${more}; take a new backup into another one now, and keep this one for "restic repair"`,
  );
}
