import { z } from "zod";
import type { FillFile, FillSpec } from "../../../lib/steward/fill";
import { fillVolume } from "./fill/volume";
import type { Verb } from "./verb";

const common = {
  mode: z
    .string()
    .regex(/^0?[0-7]{3}$/, 'is no file mode; write octal digits, such as "0440"')
    .optional(),
  owner: z
    .string()
    .regex(/^\d+(:\d+)?$/, 'is no owner; write numbers, such as "70" or "70:70"')
    .optional(),
};

const SOURCES = ["content", "from", "generate", "template"] as const;

/** Told before the members of the union are asked, of which each would have its own complaint. */
const file: z.ZodType<FillFile> = z
  .looseObject(common)
  .refine(given => SOURCES.filter(source => source in given).length === 1, {
    message: "is none of content, from, generate or template; write one of them",
  })
  .pipe(
    z.union([
      z.strictObject({ ...common, content: z.string() }),
      z.strictObject({ ...common, from: z.string().startsWith("/", "is no absolute path") }),
      z.strictObject({ ...common, generate: z.number().int().min(8).max(1024) }),
      z.strictObject({ ...common, template: z.string() }),
    ]),
  );

const path = z
  .string()
  .regex(/^(?!\/)(?!.*(?:^|\/)\.{0,2}(?:\/|$))[^\0]+$/, "leaves the volume; write a path below it, without . and ..");

const spec: z.ZodType<FillSpec> = z.strictObject({
  to: z.string().startsWith("/", 'is no absolute path; write where the volume is mounted, such as "/to"'),
  files: z.record(path, file),
});

/** Writes files into a volume: for containers whose root is read-only, and for secrets. */
export const fill: Verb<FillSpec> = {
  spec,
  leaves: { to: "/", files: {} },
  async run(spec) {
    await fillVolume(spec);
    return undefined;
  },
};
