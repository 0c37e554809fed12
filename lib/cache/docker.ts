import { Container } from "../common/docker/remade";
import "../common/docker/peer";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import * as check from "../common/checks";
import { Component, type Transforms } from "../common/component";
import { aliasOf } from "../common/docker/alias";
import { Files, type FilesChildren } from "../common/docker/files";
import { KEEPS_LABELS } from "../common/docker/labels";
import { partOf } from "../common/docker/part";
import { protects } from "../common/environment";
import { type Foundation, foundationFor, isFoundation } from "../foundation/docker";
import { LogAggregation } from "../logs/docker";
import { loggingOf } from "../target/docker/logging";
import type { StoredSecret } from "../target/spec";
import { cacheSpec } from "./defaults";
import { configurationOf, PORT, serverArgs } from "./docker/server";
import type { Cache as Contract, CacheArgs as ContractArgs } from "./index";
import { cacheChecks } from "./rules";

/** Every kind of child that a cache has. */
export interface CacheChildren {
  data: docker.VolumeArgs;
  server: docker.ContainerArgs;
}

export interface CacheArgs extends ContractArgs {
  /** Where its output goes, as lines of "cache". @default - Docker's own logs, which are rotated */
  logs?: LogAggregation;
  /** Reshapes children, by kind; those of the volumes with passwords under `files`. @default - none */
  transform?: Transforms<CacheChildren> & { files?: Transforms<FilesChildren> };
}

const cacheCheck = check.object<CacheArgs>({
  ...cacheChecks,
  foundation: isFoundation,
  logs: partOf(LogAggregation, "LogAggregation"),
  transform: check.transforms,
});

const SOURCE = "cache";
const PASSWORD_CHARACTERS = 32;

/**
 * Valkey in a container. The least recently used entries go first when its memory is full. Its password is made up on the
 * host and is never in the state. A change of it empties a cache that is not persistent.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * const cache = new docker.Cache("shop-cache", { memory: "512MiB" });
 * new docker.DeploymentTarget("shop", { services: { web: { image } }, cache });
 * ```
 */
export class Cache extends Component<CacheChildren> implements Contract {
  static readonly check = cacheCheck;

  readonly port = PORT;
  readonly host: pulumi.Output<string>;
  readonly secrets: Readonly<Record<string, StoredSecret>>;

  constructor(
    private readonly name: string,
    private readonly args: CacheArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:docker:Cache", name, { transform: { ...check.checked(name, args, cacheCheck).transform } }, opts);
    const foundation = foundationFor(args, name, this);
    const spec = cacheSpec(args);
    const alias = aliasOf(name);
    const { logDriver, logOpts } = loggingOf(SOURCE, args.logs);

    const passwords = this.makePasswords(foundation, alias);
    const configuration = this.makeConfiguration(foundation, passwords, configurationOf(spec));
    const data = spec.persistent ? this.makeData(foundation) : undefined;
    const parts = { foundation, alias, spec, logging: { logDriver, logOpts }, configuration, data };
    // Two servers would write one log. A tag is not worth a restart.
    this.child("server", Container, serverArgs(parts), { ...KEEPS_LABELS, deleteBeforeReplace: true });

    this.host = pulumi.output(alias);
    this.secrets = { CACHE_URL: { stored: pulumi.interpolate`${passwords}/url` } };
    this.registerOutputs({ host: this.host });
  }

  private makePasswords(foundation: Foundation, alias: string): pulumi.Output<string> {
    const password = { generate: PASSWORD_CHARACTERS };
    const files = { password, url: { template: `redis://:{{password}}@${alias}:${PORT}/0` } };
    return this.makeFiles("passwords", { foundation, files, stable: true, protect: this.protect });
  }

  private makeConfiguration(
    foundation: Foundation,
    passwords: pulumi.Output<string>,
    template: string,
  ): pulumi.Output<string> {
    const files = { password: { from: "/from/password" }, "valkey.conf": { template } };
    const from = [{ from: passwords, at: "/from", readOnly: true }];
    return this.makeFiles("configuration", { foundation, files, from });
  }

  private makeFiles(kind: string, args: ConstructorParameters<typeof Files>[1]): pulumi.Output<string> {
    const transform = this.args.transform?.files;
    return new Files(`${this.name}-${kind}`, { ...args, transform }, { parent: this }).volume;
  }

  private makeData(foundation: Foundation): pulumi.Output<string> {
    const labels = foundation.labels("volume", this.name);
    return this.child("data", docker.Volume, { labels }, { ...KEEPS_LABELS, protect: this.protect }).name;
  }

  private get protect(): boolean {
    return protects(this.args.environment ?? "production");
  }
}
