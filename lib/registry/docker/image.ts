import type * as docker from "@pulumi/docker";
import type { Architecture } from "../../common/args";
import type { BuildArgs } from "../../target/spec";

const PLATFORM = { x86_64: "linux/amd64", arm64: "linux/arm64" } as const satisfies Record<Architecture, string>;

/** How an image is built, with BuildKit on the Docker host; without an architecture, for the host's own. */
export function buildArgs(
  build: string | BuildArgs,
  architecture: Architecture | undefined,
): docker.types.input.DockerBuild {
  const { context, dockerfile, target, args } = typeof build === "string" ? { context: build } : build;
  return {
    context,
    builderVersion: "BuilderBuildKit",
    ...(dockerfile !== undefined && { dockerfile }),
    ...(target !== undefined && { target }),
    ...(args !== undefined && { args }),
    ...(architecture !== undefined && { platform: PLATFORM[architecture] }),
  };
}
