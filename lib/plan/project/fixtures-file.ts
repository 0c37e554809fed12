import { basename } from "node:path";
import { z } from "zod";
import { ProjectError } from "../errors";
import type { FixtureValue } from "../fixtures";
import { readYaml } from "./yaml";

const value: z.ZodType<FixtureValue> = z.json();
const values = z.record(z.string(), value);
const alternatives = z.array(z.strictObject({ args: values.optional(), result: values }));

/** What a fixtures file holds. The keys are those of `plan`'s options of the same names. */
const schema = z.strictObject({
  config: values.optional(),
  secrets: values.optional(),
  invokes: z.record(z.string(), z.union([alternatives, values])).optional(),
  stackReferences: z.record(z.string(), values).optional(),
});

export type FixturesFile = z.infer<typeof schema>;

/** Reads a fixtures file: YAML, or JSON. @throws ProjectError for each mistake in it. */
export function readFixturesFile(path: string): FixturesFile {
  const parsed = schema.safeParse(readYaml(path) ?? {});
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map(
    issue => `${basename(path)}: ${issue.path.join(".") || "the whole"}: ${issue.message}; see docs/plan.md, Fixtures`,
  );
  throw new ProjectError(mistakes.join("\n"));
}
