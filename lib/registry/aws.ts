import * as ecr from "@pulumi/aws/ecr";
import * as kms from "@pulumi/aws/kms";
import type { ImageArgs, IndexArgs } from "@pulumi/docker-build";
import * as pulumi from "@pulumi/pulumi";
import type { Architecture } from "../common/args";
import { keyArgs } from "../common/aws/key";
import { namedInLowerCase } from "../common/aws/name";
import * as check from "../common/checks";
import { Component, type Transforms } from "../common/component";
import { type Environment, protects } from "../common/environment";
import { mapValues } from "../common/records";
import { tags } from "../common/tags";
import type { BuildArgs } from "../target/spec";
import { type Credentials, imageArgs, indexArgs, loadBuilder } from "./aws/image";
import { lifecyclePolicy } from "./aws/lifecycle";
import { MOVING_TAGS, withDefaults } from "./defaults";
import type { Registry as Contract, RegistryArgs as ContractArgs } from "./index";
import { registryChecks, repositoryFor } from "./rules";

/** Every kind of child that a registry has. */
export interface RegistryChildren {
  key: kms.KeyArgs;
  repository: ecr.RepositoryArgs;
  lifecycle: ecr.LifecyclePolicyArgs;
  image: ImageArgs;
  index: IndexArgs;
}

export interface RegistryArgs extends ContractArgs {
  /** Reshapes children, by kind. @default - none */
  transform?: Transforms<RegistryChildren>;
}

const PLATFORM = { x86_64: "linux/amd64", arm64: "linux/arm64" } as const satisfies Record<Architecture, string>;

const registryCheck = check.object<RegistryArgs>({ ...registryChecks, transform: check.transforms });

/**
 * Repositories in ECR: immutable tags, a scan of each pushed image, a KMS key, and a lifecycle that never throws away the
 * running and the previous image.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * const registry = new aws.Registry("shop", { repositories: ["web"] });
 * const image = registry.build("web", "./app"); // "….amazonaws.com/…@sha256:…"
 * ```
 */
export class Registry extends Component<RegistryChildren> implements Contract {
  static readonly check = registryCheck;

  /** The address of each repository, without a tag. */
  readonly urls: Record<string, pulumi.Output<string>>;
  /** The ARN of each repository. */
  readonly arns: Record<string, pulumi.Output<string>>;
  private readonly repositories: ReadonlyMap<string, ecr.Repository>;
  private readonly built = new Set<string>();

  constructor(
    private readonly name: string,
    private readonly args: RegistryArgs = {},
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super(
      "daytwo:aws:Registry",
      name,
      check.checked(name, args, check.all(namedInLowerCase(name), registryCheck)),
      opts,
    );
    const { environment = "production" } = args;
    const { repositories, keep } = withDefaults(name, args);
    const labels = tags(args.application ?? name, environment, args.tags);
    const key = this.makeKey(environment, labels);
    this.repositories = new Map(
      repositories.map(of => [of, this.makeRepository(of, key, environment, labels)] as const),
    );
    for (const [of, repository] of this.repositories) this.makeLifecycle(of, repository, keep);

    const found = Object.fromEntries(this.repositories);
    this.urls = mapValues(found, ({ repositoryUrl }) => repositoryUrl);
    this.arns = mapValues(found, ({ arn }) => arn);
    this.registerOutputs({ urls: this.urls, arns: this.arns });
  }

  /**
   * Builds an image with BuildKit, pushes it by digest, and ties the digest to an index with an immutable tag, so that it
   * counts among the images that are kept.
   *
   * @throws InputError for an unknown repository, one that was built already, a wrong build, or when
   *   `@pulumi/docker-build`, an optional peer, is not installed
   */
  build(repository: string, build: string | BuildArgs): pulumi.Output<string> {
    const { registryId, repositoryUrl } = repositoryFor(this.name, repository, build, this.repositories, this.built);
    const builder = loadBuilder(this.name);
    this.built.add(repository);
    const credentials = this.credentials(registryId, repositoryUrl);
    const platform = PLATFORM[this.args.architecture ?? "x86_64"];
    // What a later build replaces may still run, or be what a rollback goes back to: ECR's lifecycle decides.
    const options = { of: repository, retainOnDelete: true };
    const image = this.child("image", builder.Image, imageArgs(build, platform, credentials), options);
    const index = this.child("index", builder.Index, indexArgs(image.digest, credentials), options);
    return pulumi.all([repositoryUrl, image.digest, index.ref]).apply(([address, digest]) => `${address}@${digest}`);
  }

  private makeKey(environment: Environment, labels: Record<string, string>): kms.Key {
    const description = `Images of ${this.name}`;
    return this.child("key", kms.Key, keyArgs(description, environment, labels), { protect: protects(environment) });
  }

  private makeRepository(
    of: string,
    key: kms.Key,
    environment: Environment,
    labels: Record<string, string>,
  ): ecr.Repository {
    const args: ecr.RepositoryArgs = {
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.arn }],
      imageScanningConfiguration: { scanOnPush: true },
      imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: Object.values(MOVING_TAGS).map(prefix => ({
        filter: `${prefix}*`,
        filterType: "WILDCARD",
      })),
      forceDelete: !protects(environment),
      tags: labels,
    };
    return this.child("repository", ecr.Repository, args, { of, protect: protects(environment) });
  }

  private makeLifecycle(of: string, repository: ecr.Repository, keep: number): void {
    const args = { repository: repository.name, policy: lifecyclePolicy(keep) };
    this.child("lifecycle", ecr.LifecyclePolicy, args, { of });
  }

  private credentials(registryId: pulumi.Output<string>, address: pulumi.Output<string>): Credentials {
    const token = ecr.getAuthorizationTokenOutput({ registryId }, { parent: this });
    return { address, username: token.userName, password: pulumi.secret(token.password) };
  }
}
