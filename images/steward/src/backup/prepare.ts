import { z } from "zod";
import type { PrepareSpec } from "../../../../lib/steward/prepare";
import { Backups } from "../repository/backups";
import { repositorySpec } from "../repository/specs";
import type { Verb } from "../verb";

/** Makes the repository when it is not there, so that a wrong password or key is told by the update and not by the first night. */
export const prepare: Verb<PrepareSpec> = {
  spec: z.strictObject({ repository: repositorySpec }),
  async run({ repository }, stop) {
    await Backups.openOrMake(repository, stop);
    return undefined;
  },
};
