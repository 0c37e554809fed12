import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../../common/component";
import { after } from "../../common/docker/after";
import { aliasOf, onNetwork } from "../../common/docker/alias";
import { HARDENED, limits, type Mounted, mounts, ON_DEMAND, ONE_SHOT, RUN_ANEW } from "../../common/docker/container";
import { fileIn } from "../../common/docker/fileIn";
import { Files } from "../../common/docker/files";
import { followed } from "../../common/docker/follows";
import { KEEPS_LABELS, LABELS } from "../../common/docker/labels";
import { MEMORY } from "../../common/docker/memory";
import { succeeded } from "../../common/docker/oneshot";
import { Container } from "../../common/docker/remade";
import { protects } from "../../common/environment";
import type { Foundation } from "../../foundation/docker";
import type { ExpireImagesSpec } from "../../steward/expire-images";
import type { ReachSpec } from "../../steward/reach";
import { MOVING_TAGS } from "../defaults";
import type { RegistryArgs, RegistryChildren } from "./args";
import { CONFIG, configFiles, PASSWORD, USERNAME } from "./config";
import type { Place } from "./place";

/** Where the registry listens in its container. */
const PORT = 5000;
/** Not 5000, which macOS keeps for AirPlay. */
const DEFAULT_PORT = 5050;
/** Where its image has its volume. */
const DATA = "/var/lib/registry";
const REACH_SECONDS = 60;

/** Sundays, when hardly anybody pushes: an image that is pushed while room is given back may have to be pushed again. */
const EXPIRE = "30 3 * * 0";
const COLLECT = "0 4 * * 0";

export type OwnRegistryChildren = Omit<RegistryChildren, "image">;

/** A registry in a container, with a password, for the host alone or with a certificate for others as well. */
export class OwnRegistry extends Component<OwnRegistryChildren> {
  readonly place: Place;
  private readonly alias: string;

  constructor(
    private readonly name: string,
    private readonly args: RegistryArgs,
    private readonly keep: number,
    private readonly foundation: Foundation,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:docker:OwnRegistry", name, { transform: args.transform }, opts);
    this.alias = aliasOf(name);
    const data = this.makeVolume();
    const files = this.makeFiles();
    const config = { from: files.volume, at: CONFIG, readOnly: true };
    const registry = this.makeRegistry([config, data]);
    const reached = this.waitFor(registry);
    this.makeExpire(data);
    this.makeCollect([config, data]);

    this.place = { address: this.addressOnce(reached), credentials: this.credentials(registry) };
    this.registerOutputs({ address: this.place.address });
  }

  private makeVolume(): Mounted {
    const { foundation, args } = this;
    const labels = foundation.labels("volume", "registry");
    const protect = protects(args.environment ?? "production");
    return { from: this.child("volume", docker.Volume, { labels }, { ...KEEPS_LABELS, protect }).name, at: DATA };
  }

  /** A made-up password must stay what it is; what the user writes may change. */
  private makeFiles(): Files {
    const { foundation, args } = this;
    const stable = args.password === undefined && args.tls === undefined;
    const files = { foundation, files: configFiles(args, `:${PORT}`), stable, transform: args.transform?.files };
    return new Files(`${this.name}-files`, files, { parent: this });
  }

  private makeRegistry(mounted: readonly Mounted[]): docker.Container {
    const { foundation, args } = this;
    const port = args.port ?? DEFAULT_PORT;
    const ip = args.tls ? "0.0.0.0" : "127.0.0.1";
    foundation.publishes({ port, path: "registry.port", address: ip });
    return this.child("registry", Container, {
      ...HARDENED,
      ...limits(MEMORY.registry),
      image: foundation.image("registry"),
      command: ["serve", `${CONFIG}/config.yml`],
      ports: [{ internal: PORT, external: port, ip }],
      mounts: mounts(mounted),
      networksAdvanced: onNetwork(foundation, this.alias),
      labels: foundation.labels("registry", this.name),
    });
  }

  /** A push does not wait, so this does. */
  private waitFor(registry: docker.Container): pulumi.Output<void> {
    const { foundation } = this;
    const of = `${this.name}-reach`;
    const spec: ReachSpec = { address: `${this.alias}:${PORT}`, withinSeconds: REACH_SECONDS };
    const waiting: docker.ContainerArgs = {
      ...HARDENED,
      ...ONE_SHOT,
      image: foundation.image("steward"),
      command: ["reach", JSON.stringify(spec)],
      networksAdvanced: [{ name: foundation.network.name }],
      // Another container of the registry is waited for anew.
      labels: foundation.labels("gate", of, { [LABELS.follows]: followed("gate", of), "daytwo.awaits": registry.id }),
    };
    return succeeded(this.child("reach", Container, waiting, RUN_ANEW), this.name);
  }

  private makeExpire(data: Mounted): void {
    const { foundation, keep } = this;
    // The running and the previous image are among the newest as a rule; they come on top of what is kept.
    const spec: ExpireImagesSpec = {
      folder: DATA,
      keep: keep + Object.keys(MOVING_TAGS).length,
      keepTags: Object.values(MOVING_TAGS),
    };
    const job = { image: foundation.image("steward"), command: ["expire-images", JSON.stringify(spec)] };
    this.child("expire", Container, this.job("expire", EXPIRE, [data], job));
  }

  private makeCollect(mounted: readonly Mounted[]): void {
    const job = { image: this.foundation.image("registry"), command: ["garbage-collect", `${CONFIG}/config.yml`] };
    this.child("collect", Container, this.job("collect", COLLECT, mounted, job));
  }

  private job(
    kind: string,
    schedule: string,
    mounted: readonly Mounted[],
    args: Pick<docker.ContainerArgs, "image" | "command">,
  ): docker.ContainerArgs {
    const of = `${this.name}-${kind}`;
    return {
      ...HARDENED,
      ...ON_DEMAND,
      ...limits(MEMORY.job),
      ...args,
      envs: [`DAYTWO_JOB=${of}`],
      user: "0:0",
      networkMode: "none",
      mounts: mounts(mounted),
      labels: this.foundation.jobLabels(of, schedule),
    };
  }

  private addressOnce(reached: pulumi.Output<void>): pulumi.Output<string> {
    const { port = DEFAULT_PORT, tls } = this.args;
    const { application } = this.foundation.common;
    const path = application.toLowerCase().replace(/[^a-z0-9]+/g, "-");
    return after(reached, `${tls?.host ?? "127.0.0.1"}:${port}/${path}`);
  }

  private credentials(registry: docker.Container): Place["credentials"] {
    const { username = USERNAME, password } = this.args;
    return { username, password: password ?? fileIn(registry.id, `${CONFIG}/${PASSWORD}`) };
  }
}
