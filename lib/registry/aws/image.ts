import type { ImageArgs, IndexArgs } from "@pulumi/docker-build";
import * as pulumi from "@pulumi/pulumi";
import type { BuildArgs } from "../../target/spec";
import { buildTag } from "../defaults";
import { builderMissing } from "../rules";

/** How to reach a repository, with a token that ECR gives for 12 hours. */
export interface Credentials {
  /** The repository's address, without a tag. */
  address: pulumi.Output<string>;
  username: pulumi.Input<string>;
  password: pulumi.Input<string>;
}

/** Whether images can be built: without loading the builder, which takes its time. */
export function hasBuilder(): boolean {
  try {
    require.resolve("@pulumi/docker-build");
    return true;
  } catch {
    return false;
  }
}

/** Loaded by the first build, since it is an optional peer. @throws InputError when it is not installed */
export function loadBuilder(subject: string): typeof import("@pulumi/docker-build") {
  try {
    return require("@pulumi/docker-build");
  } catch (error) {
    if (isMissingModule(error)) throw builderMissing(subject);
    throw error;
  }
}

function isMissingModule(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    error.code === "MODULE_NOT_FOUND" &&
    error.message.includes("@pulumi/docker-build")
  );
}

/**
 * Pushes by digest alone. A tag would have to be new for each push, since tags are immutable, and nothing that is known
 * before a build is: the same sources seldom give the same image twice.
 */
export function imageArgs(
  build: string | BuildArgs,
  platform: "linux/amd64" | "linux/arm64",
  credentials: Credentials,
): ImageArgs {
  const { context, dockerfile, target, args } = typeof build === "string" ? { context: build } : build;
  return {
    context: { location: context },
    ...(dockerfile !== undefined && { dockerfile: { location: dockerfile } }),
    ...(target !== undefined && { target }),
    ...(args !== undefined && { buildArgs: args }),
    // Named, because a build on an Arm laptop would otherwise give an image that Fargate's x86 tasks cannot start.
    platforms: [platform],
    push: false,
    exports: [{ image: { push: true, pushByDigest: true, nameCanonical: true, names: [credentials.address] } }],
    registries: [credentials],
  };
}

/**
 * An index over the one image, whose tag follows from the digest. ECR does not let an image expire while an index names it
 * (AWS, Amazon ECR user guide, "Lifecycle policy evaluation rules"); that it takes the same index under the same tag again
 * is (unverified).
 */
export function indexArgs(digest: pulumi.Output<string>, credentials: Credentials): IndexArgs {
  return {
    tag: pulumi.interpolate`${credentials.address}:${digest.apply(buildTag)}`,
    sources: [pulumi.interpolate`${credentials.address}@${digest}`],
    registry: credentials,
  };
}
