import { z } from "zod";
import { ProjectError } from "../plan/errors";
import type { Manifest } from "./index";

const VERSION = 1;

const schema: z.ZodType<Manifest> = z.object({
  version: z.literal(VERSION),
  platform: z.string().min(1),
  project: z.string().min(1),
  stack: z.string().min(1),
  application: z.string().min(1),
  environment: z.string().min(1),
  services: z.array(z.string()),
  jobs: z.array(z.string()),
  details: z.record(z.string(), z.unknown()),
});

/**
 * Reads a manifest. Keys that this version does not know are left, so that an older daytwo still serves a newer stack.
 *
 * @throws ProjectError that names `where` it was read from, for what is none, or is of another version
 */
export function parseManifest(value: unknown, where: string): Manifest {
  const version = typeof value === "object" && value !== null && "version" in value ? value.version : undefined;
  if (typeof version === "number" && version !== VERSION)
    throw new ProjectError(
      `${where}: is of version ${version}, and this daytwo reads version ${VERSION}; run the daytwo that made the stack`,
    );
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const mistakes = result.error.issues.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": "));
  throw new ProjectError(
    `${where}: is no manifest (${mistakes.join("; ")}); write export const daytwo = application.manifest`,
  );
}
