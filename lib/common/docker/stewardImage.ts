import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type * as docker from "@pulumi/docker";
import type { ChildOptions } from "../component";

/** The build context of the steward's image, as it comes with the package. */
const FOLDER = join(__dirname, "../../../dist/images/steward");

/** How an image comes to be on the host. */
export interface ImageSource {
  args: docker.RemoteImageArgs;
  options: ChildOptions & { of: string };
}

/**
 * The steward's image, built on the host from what came with this package, so that the two are always of one version. Each content is an image, a tag and a resource of its own. So a new version of the package is built from the folder that it
 * lies in now, and the same one is not built again, although its folder, which stands in the state, is another one on the
 * machine of somebody else. The folder is absolute: the provider does not run where the program does.
 */
export function stewardBuild(): ImageSource {
  const content = createHash("sha256");
  for (const file of ["Dockerfile", "steward.js"]) content.update(readFileSync(join(FOLDER, file)));
  const digest = content.digest("hex").slice(0, 12);
  return {
    args: { name: `daytwo-steward:${digest}`, build: { context: FOLDER } },
    options: { of: `steward-${digest}`, ignoreChanges: ["build"] },
  };
}
