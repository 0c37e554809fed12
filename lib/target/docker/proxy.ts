import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { Component, type Transforms } from "../../common/component";
import { aliasOf, onNetwork } from "../../common/docker/alias";
import { HARDENED, limits, type Mounted, mounts, REACHES_OUT } from "../../common/docker/container";
import { Files } from "../../common/docker/files";
import { KEEPS_LABELS } from "../../common/docker/labels";
import { MEMORY } from "../../common/docker/memory";
import { Container } from "../../common/docker/remade";
import { protects } from "../../common/environment";
import { PROXY, type ProxySettings, proxyFiles } from "../../steward/proxy";
import { DRAIN_SECONDS } from "../defaults";
import { CONTAINER_NAME_LIMIT } from "./container";
import type { Place } from "./place";

/** Every kind of child that the proxy has. */
export interface ProxyChildren {
  /** The sockets by which the proxy's two parts, and the gates, reach each other. */
  run: docker.VolumeArgs;
  /** The certificates and their keys. */
  data: docker.VolumeArgs;
  edgeConfig: docker.VolumeArgs;
  routerConfig: docker.VolumeArgs;
  /** Has the host's ports. */
  edge: docker.ContainerArgs;
  /** Has the services' containers behind it. */
  router: docker.ContainerArgs;
}

export interface ProxyArgs {
  settings: ProxySettings;
  /** Whether the port for HTTPS is taken: when a service has a domain. */
  secure: boolean;
  place: Place;
  transform?: Transforms<ProxyChildren> | undefined;
}

type Part = "edge" | "router";

/** The source that its lines stand under in the logs. */
const SOURCE = "proxy";

/**
 * What stands before the services: Caddy, in two containers (see `lib/steward/proxy.ts`). It keeps what gates told it over
 * restarts and over an update of itself. Such an update interrupts the services for as long as a container takes to start:
 * the host's ports cannot be held by two. A tag is not worth one, so the containers keep the labels that they were made with.
 */
export class CaddyProxy extends Component<ProxyChildren> {
  /** The volume of the sockets. */
  readonly run: pulumi.Output<string>;
  /** The volumes that the parts keep their configuration in. */
  readonly memory: pulumi.Output<string>;
  /** Both containers. */
  readonly parts: readonly docker.Container[];
  /** "host:port" of the metrics of all services, on the network. */
  readonly metrics: string;
  /** Under which other containers find what the world sees. */
  readonly alias: string;

  constructor(
    private readonly name: string,
    private readonly args: ProxyArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:docker:Proxy", name, { transform: args.transform }, opts);
    this.alias = aliasOf(name);
    const run = this.makeVolume("run");
    const files = this.makeFiles();
    const memories = { edge: this.makeVolume("edgeConfig"), router: this.makeVolume("routerConfig") };
    this.parts = [this.makeEdge(run, files, memories.edge), this.makeRouter(run, files, memories.router)];
    this.metrics = `${this.aliasOf("router")}:${PROXY.metrics}`;
    this.run = run.name;
    this.memory = pulumi.interpolate`${memories.edge.name} ${memories.router.name}`;
    this.registerOutputs({ run: this.run });
  }

  private aliasOf(part: Part): string {
    return part === "edge" ? this.alias : aliasOf(`${this.name}-${part}`);
  }

  private makeVolume(kind: "run" | "edgeConfig" | "routerConfig"): docker.Volume {
    const labels = this.args.place.foundation.labels("volume", `proxy-${kind}`);
    return this.child(kind, docker.Volume, { labels }, KEEPS_LABELS);
  }

  /** Authorities limit how many certificates they give for a domain, so these are kept. */
  private makeData(): docker.Volume {
    const { foundation, environment } = this.args.place;
    const labels = foundation.labels("volume", "proxy-data");
    return this.child("data", docker.Volume, { labels }, { ...KEEPS_LABELS, protect: protects(environment) });
  }

  /** What the parts start from the first time. Later changes come with the gates, so they must not replace the containers. */
  private makeFiles(): Files {
    const contents = Object.entries(proxyFiles(this.args.settings));
    const files = Object.fromEntries(contents.map(([path, content]) => [path, { content }]));
    const { foundation } = this.args.place;
    return new Files(`${this.name}-files`, { foundation, files, stable: true }, { parent: this });
  }

  private makeEdge(run: docker.Volume, files: Files, memory: docker.Volume): docker.Container {
    const { settings, secure, place } = this.args;
    const { http, https } = settings.ports;
    place.foundation.publishes({ port: http, path: "ports.http" });
    if (secure) place.foundation.publishes({ port: https, path: "ports.https" });
    const published = [{ internal: PROXY.http, external: http }];
    const secured = [{ internal: PROXY.https, external: https }];
    const own = [
      { from: memory.name, at: PROXY.config },
      { from: this.makeData().name, at: PROXY.data },
    ];
    const args = { ...this.caddy("edge", run, files, own), ports: [...published, ...(secure ? secured : [])] };
    return this.child("edge", Container, args, { ...KEEPS_LABELS, limit: CONTAINER_NAME_LIMIT });
  }

  private makeRouter(run: docker.Volume, files: Files, memory: docker.Volume): docker.Container {
    const own = [{ from: memory.name, at: PROXY.config }];
    return this.child("router", Container, this.caddy("router", run, files, own), {
      ...KEEPS_LABELS,
      limit: CONTAINER_NAME_LIMIT,
    });
  }

  private caddy(part: Part, run: docker.Volume, files: Files, own: Mounted[]): docker.ContainerArgs {
    const { foundation, logging } = this.args.place;
    const { logDriver, logOpts } = logging(SOURCE);
    const shared = [
      { from: run.name, at: PROXY.run },
      { from: files.volume, at: PROXY.files, readOnly: true },
    ];
    return {
      ...HARDENED,
      ...REACHES_OUT,
      ...limits(MEMORY.proxy),
      logDriver,
      logOpts,
      // Caddy's own image marks the program with this right, without which it would not start at all.
      capabilities: { adds: ["CAP_NET_BIND_SERVICE"], drops: ["ALL"] },
      image: foundation.image("proxy"),
      command: ["caddy", "run", "--config", `${PROXY.files}/${part}.json`, "--resume"],
      user: "0:0",
      envs: [`XDG_CONFIG_HOME=${PROXY.config}`, `XDG_DATA_HOME=${PROXY.data}`],
      mounts: mounts([...shared, ...own]),
      networksAdvanced: onNetwork(foundation, this.aliasOf(part)),
      labels: foundation.labels("proxy", part),
      destroyGraceSeconds: DRAIN_SECONDS,
    };
  }
}
