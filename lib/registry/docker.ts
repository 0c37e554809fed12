import "../common/docker/peer";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import * as check from "../common/checks";
import { Component } from "../common/component";
import { type Foundation, foundationFor } from "../foundation/docker";
import type { BuildArgs } from "../target/spec";
import { withDefaults } from "./defaults";
import type { RegistryArgs, RegistryChildren } from "./docker/args";
import { buildArgs } from "./docker/image";
import { OwnRegistry } from "./docker/own";
import type { Place } from "./docker/place";
import { registryCheck } from "./docker/rules";
import type { Registry as Contract } from "./index";
import { repositoryFor } from "./rules";

export type { RegistryArgs, RegistryChildren, RegistryTls } from "./docker/args";

/** Moves with each push: images are run, and kept, by their digests. */
const TAG = "latest";

/**
 * A registry in a container of the host, which nobody reaches without its password and, without a certificate, nobody but the
 * host itself; or a registry that is there already.
 *
 * A service that is built and given no registry at all is built on the host and runs there from the host's own images. A
 * registry keeps former images where `docker image prune` does not reach, and brings them to other hosts.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * const registry = new docker.Registry("shop", { address: "ghcr.io/acme", username: "acme", password });
 * const image = registry.build("web", "./app"); // "ghcr.io/acme/web@sha256:…"
 * ```
 */
export class Registry extends Component<Pick<RegistryChildren, "image">> implements Contract {
  static readonly check = registryCheck;

  /** The address of each repository, without a tag. */
  readonly urls: Record<string, pulumi.Output<string>>;
  private readonly foundation: Foundation;
  private readonly place: Place;
  private readonly repositories: ReadonlyMap<string, pulumi.Output<string>>;
  private readonly built = new Set<string>();

  constructor(
    private readonly name: string,
    private readonly args: RegistryArgs = {},
    opts?: pulumi.ComponentResourceOptions,
  ) {
    check.checked(name, args, registryCheck);
    super("daytwo:docker:Registry", name, { transform: { image: args.transform?.image } }, opts);
    if (args.address !== undefined && args.keep !== undefined)
      pulumi.log.info(`keep: ${args.address} keeps and throws away images by its own rules`, this);
    const { repositories, keep } = withDefaults(name, args);
    this.foundation = foundationFor(args, name, this);
    this.place = args.address === undefined ? this.makeOwn(keep) : outside(args.address, args);
    const { address } = this.place;
    this.repositories = new Map(repositories.map(of => [of, pulumi.interpolate`${address}/${of}`] as const));
    this.urls = Object.fromEntries(this.repositories);
    this.registerOutputs({ urls: this.urls });
  }

  /**
   * Builds an image on the Docker host with BuildKit, and pushes it.
   *
   * @throws InputError for an unknown repository, one that was built already, or a wrong build
   */
  build(repository: string, build: string | BuildArgs): pulumi.Output<string> {
    const url = repositoryFor(this.name, repository, build, this.repositories, this.built);
    this.built.add(repository);
    const { credentials } = this.place;
    const args: docker.ImageArgs = {
      imageName: this.foundation.afterPreflight(pulumi.interpolate`${url}:${TAG}`),
      build: buildArgs(build, this.args.architecture),
      buildOnPreview: false,
      skipPush: false,
      ...(credentials && { registry: { ...credentials, server: this.place.address.apply(hostOf) } }),
    };
    return this.child("image", docker.Image, args, { of: repository }).repoDigest;
  }

  private makeOwn(keep: number): Place {
    return new OwnRegistry(this.name, this.args, keep, this.foundation, { parent: this }).place;
  }
}

function outside(address: string, { username, password }: RegistryArgs): Place {
  const known = username !== undefined && password !== undefined;
  return {
    address: pulumi.output(address),
    ...(known && { credentials: { username, password: pulumi.secret(password) } }),
  };
}

function hostOf(address: string): string {
  return address.split("/", 1)[0] ?? address;
}
