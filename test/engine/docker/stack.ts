import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type Docker from "dockerode";
import type { ContainerInfo } from "dockerode";
import { LABELS, type Role } from "../../../lib/common/docker/labels";
import { imageOf } from "../../support/docker/parts";
import { Workspace } from "../workspace";
import type { Ground } from "./host";
import { freePorts } from "./ports";

/** What `Application` is told besides its name and platform; plain values, written to a file. */
export type Spec = Record<string, unknown>;

/** The stand-ins, by what they are for. */
export const IMAGES = {
  proxy: imageOf("caddy"),
  steward: imageOf("steward"),
  registry: imageOf("registry"),
  postgres: imageOf("postgres"),
  cache: imageOf("redis"),
  prometheus: imageOf("prometheus"),
  alertmanager: imageOf("alertmanager"),
  blackbox: imageOf("blackbox"),
  nodeExporter: imageOf("node-exporter"),
  postgresExporter: imageOf("postgres-exporter"),
  grafana: imageOf("grafana"),
};

/** A stack of its own on the Docker host, under a name that nothing else has. */
export class DockerStack {
  private constructor(
    readonly workspace: Workspace,
    readonly docker: Docker,
    readonly name: string,
    /** The ports of this machine under which the proxy answers. */
    readonly ports: { http: number; https: number },
  ) {}

  /** Makes an empty stack, gives it to `use`, and removes all that it left on the host. */
  static async with(ground: Ground, use: (stack: DockerStack) => Promise<void>): Promise<void> {
    const name = `test-${randomBytes(4).toString("hex")}`;
    const [http = 0, https = 0] = await freePorts(2);
    const options = { providers: { docker: ground.provider }, checkpoints: true };
    const program = join(__dirname, "program");
    const body = async (workspace: Workspace) => {
      const stack = new DockerStack(workspace, ground.docker, name, { http, https });
      try {
        await workspace.createStack(name);
        await use(stack);
      } finally {
        await stack.wipe();
      }
    };
    await Workspace.with(ground.engine, program, body, options);
  }

  /** What the program makes of it at the next `up`. */
  async wants(spec: Spec): Promise<void> {
    const foundation = { images: IMAGES, leastDisk: "1MiB" };
    const target = { ports: this.ports };
    const common = { environment: { name: this.name, preset: "staging" }, foundation, target };
    await writeFile(join(this.workspace.project, "spec.json"), JSON.stringify({ ...common, ...spec }));
  }

  /** Where the proxy answers for services without a domain. */
  url(path = "/"): string {
    return `http://127.0.0.1:${this.ports.http}${path}`;
  }

  /** Its containers, those that do not run included. */
  containers(role?: Role, of?: string): Promise<ContainerInfo[]> {
    return this.docker.listContainers({ all: true, filters: { label: this.filter(role, of) } });
  }

  /** The one container of a role that runs. */
  async running(role: Role, of?: string): Promise<ContainerInfo> {
    const found = (await this.containers(role, of)).filter(({ State }) => State === "running");
    const [container] = found;
    if (!container) throw new Error(`no container of the role ${role} runs`);
    return container;
  }

  /** All that carries its labels, sorted. */
  async things(): Promise<{ id: string; words: string }[]> {
    const filters = { label: this.filter() };
    const [containers, networks, { Volumes }] = await Promise.all([
      this.containers(),
      this.docker.listNetworks({ filters }),
      this.docker.listVolumes({ filters }),
    ]);
    const all = [
      ...containers.map(({ Id, Names, State }) => ({ id: Id, words: `container ${Names[0]} (${State})` })),
      ...networks.map(({ Id, Name }) => ({ id: Id, words: `network ${Name}` })),
      ...Volumes.map(({ Name }) => ({ id: Name, words: `volume ${Name}` })),
    ];
    return all.sort((one, other) => one.words.localeCompare(other.words));
  }

  /** What a test makes beside it carries these, so that it goes with it. */
  get labels(): Record<string, string> {
    return { [LABELS.stack]: this.name };
  }

  private filter(role?: Role, of?: string): string[] {
    const wanted = { [LABELS.stack]: this.name, [LABELS.role]: role, [LABELS.of]: of };
    return Object.entries(wanted).flatMap(([label, value]) => (value === undefined ? [] : [`${label}=${value}`]));
  }

  private async wipe(): Promise<void> {
    const filters = { label: this.filter() };
    for (const { Id } of await this.containers()) await this.docker.getContainer(Id).remove({ force: true, v: true });
    for (const { Id } of await this.docker.listNetworks({ filters })) await this.docker.getNetwork(Id).remove();
    for (const { Name } of (await this.docker.listVolumes({ filters })).Volumes)
      await this.docker.getVolume(Name).remove();
  }
}
