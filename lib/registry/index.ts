import type * as pulumi from "@pulumi/pulumi";
import type { Architecture, ComponentArgs } from "../common/args";
import type { BuildArgs } from "../target/spec";

export interface RegistryArgs extends ComponentArgs {
  /** One repository for each of these: the names of services, workers and jobs that are built. @default - one, of the component's name */
  repositories?: string[];
  /** How many images are kept besides the running and the previous one, 1 to 1000. @default 10 */
  keep?: number;
  /** The processor that images are built for: the one that the containers run on. @default "x86_64" */
  architecture?: Architecture;
}

/** Contract of the column: it keeps images and gives them by digest. */
export interface Registry extends pulumi.Resource {
  /**
   * Builds and pushes an image; the result is its reference with digest, and never a tag.
   *
   * @throws InputError for an unknown repository, one that was built already, a wrong build, or a builder that is not installed
   */
  build(repository: string, build: string | BuildArgs): pulumi.Output<string>;
  /** The address of each repository, without a tag. */
  readonly urls: Record<string, pulumi.Output<string>>;
}
