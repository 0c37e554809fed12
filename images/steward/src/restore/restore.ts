import { z } from "zod";
import type { RestoreSpec } from "../../../../lib/steward/restore";
import { connectionSpec, folderSpec, momentSpec, repositorySpec } from "../repository/specs";
import type { Verb } from "../verb";
import { restoreDump } from "./dump";
import { restoreFiles } from "./files";
import { restoreTime } from "./time";

const before = momentSpec.optional();

/** Brings back what backups hold. */
export const restore: Verb<RestoreSpec> = {
  spec: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("time"),
      repository: repositorySpec,
      at: z.union([z.literal("latest"), momentSpec]),
      // Both stand in the server's configuration, in quotes.
      into: folderSpec.regex(/^[^'"\\\n%]+[^/]$/, "must be a path without quotes, backslashes and percent signs"),
      archive: folderSpec.optional(),
    }),
    z.strictObject({ kind: z.literal("dump"), repository: repositorySpec, database: connectionSpec, before }),
    z.strictObject({
      kind: z.literal("files"),
      repository: repositorySpec,
      folders: z.record(z.string(), folderSpec),
      before,
    }),
  ]),
  job: true,
  run(spec, stop) {
    if (spec.kind === "time") return restoreTime(spec, stop);
    return spec.kind === "dump" ? restoreDump(spec, stop) : restoreFiles(spec, stop);
  },
};
