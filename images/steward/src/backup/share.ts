import { chmod, chown } from "node:fs/promises";
import { z } from "zod";
import type { ShareSpec } from "../../../../lib/steward/share";
import { folderSpec } from "../repository/specs";
import type { Verb } from "../verb";

const EVERYBODY = 0o1777;

/** Lets those who use a folder write into it; what is in it stays as it is. */
export const share: Verb<ShareSpec> = {
  spec: z.strictObject({
    folder: folderSpec,
    owner: z
      .string()
      .regex(/^\d+(?::\d+)?$/, 'must be numbers, such as "1000:1000"')
      .optional(),
  }),
  async run({ folder, owner }) {
    if (owner === undefined) await chmod(folder, EVERYBODY);
    else {
      const [uid = 0, gid = uid] = owner.split(":").map(Number);
      await chown(folder, uid, gid);
    }
    return undefined;
  },
};
