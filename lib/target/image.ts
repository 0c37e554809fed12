import * as pulumi from "@pulumi/pulumi";
import { InputError } from "../common/errors";
import type { Registry } from "../registry";
import type { ImageSource } from "./spec";

/**
 * The image that a container runs. `daytwo:images` in the stack's configuration (name → reference with digest) decides
 * before the specification does: there a release records what it built, and a rollback puts the former digest.
 *
 * @throws InputError when it must be built and there is no registry to push to
 */
export function imageOf(
  name: string,
  { image, build }: ImageSource,
  registry: Registry | undefined,
): pulumi.Output<string> {
  const released = releasedImages()[name];
  if (released !== undefined) return pulumi.output(released);
  if (image !== undefined) return pulumi.output(image);
  if (build !== undefined && registry) return registry.build(name, build);
  throw new InputError(name, [
    {
      path: "build",
      message: "needs somewhere to push the image; give the target a registry, or an image in place of the build",
    },
  ]);
}

/** Whether a release has said which image runs. */
export function isReleased(name: string): boolean {
  return releasedImages()[name] !== undefined;
}

function releasedImages(): Record<string, string> {
  return new pulumi.Config("daytwo").getObject<Record<string, string>>("images") ?? {};
}
