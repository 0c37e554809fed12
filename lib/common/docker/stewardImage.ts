import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type * as docker from "@pulumi/docker";

/** The build context of the steward's image, as it comes with the package. */
const FOLDER = join(__dirname, "../../../dist/images/steward");

/**
 * The steward's image, built on the host from what came with this package, so that the two are always of one version. Its tag
 * follows from its content: a new version of the package is a new image, the same one is not built again.
 */
export function stewardBuild(): docker.RemoteImageArgs {
  const digest = createHash("sha256");
  for (const file of ["Dockerfile", "steward.js"]) digest.update(readFileSync(join(FOLDER, file)));
  return {
    name: `daytwo-steward:${digest.digest("hex").slice(0, 12)}`,
    // Relative to the program, so that the state is the same whoever updates the stack from wherever.
    build: { context: relative(process.cwd(), FOLDER) },
  };
}
