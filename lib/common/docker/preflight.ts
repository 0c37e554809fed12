import * as pulumi from "@pulumi/pulumi";
import type Docker from "dockerode";
import { Mistakes } from "../errors";
import type { Size } from "../size";
import { underEngine } from "./engine";
import { connect, explain, hostOfStack, parseHost, within } from "./host";
import { checkDisk } from "./preflight/disk";
import { checkPorts, type Owner, type Published } from "./preflight/ports";

export type { Owner, Published } from "./preflight/ports";

const ANSWER_SECONDS = 15;
const SETTLE_MILLISECONDS = 250;

/** Docker 19.03, of 2019: the first with BuildKit for everybody. */
const LEAST_API = "1.40";

/** What a host must have for the stack to be made. */
export interface Needs {
  ports: readonly Published[];
  leastDisk: Size;
}

/**
 * Looks at the Docker host before the first thing is made on it: whether it answers and lets us, whether the ports are free
 * and there is room on the disk. Only the engine's own runs look; a plan asks no host.
 */
export class Preflight {
  /** What is not looked at yet. */
  private ports: Published[] = [];
  private looking: Promise<unknown> | undefined;
  private begun = false;

  constructor(
    private readonly subject: string,
    private readonly leastDisk: Size,
  ) {}

  /** Comes out when all that was published so far is well. @throws InputError, through the output, with all that is wrong */
  get passed(): pulumi.Output<boolean> {
    if (!underEngine() || new pulumi.Config("docker").getBoolean("disableDockerDaemonCheck"))
      return pulumi.output(true);
    this.looking ??= this.look();
    return pulumi.output(this.looking.then(() => true));
  }

  /** Has the port looked at as well, before the next thing is made. */
  publishes(published: Published): void {
    this.ports.push(published);
    // A program that awaits something makes its last parts after the first look.
    if (this.begun) this.looking = Promise.all([this.looking, this.look()]);
  }

  private async look(): Promise<void> {
    this.begun = false;
    // The parts that are made after the first one publish ports too: one look, and one message, for all of them.
    await new Promise(resolve => setImmediate(resolve));
    this.begun = true;
    const ports = this.ports;
    this.ports = [];
    const owner = { project: pulumi.getProject(), stack: pulumi.getStack() };
    const mistakes = new Mistakes(this.subject);
    await lookAt(hostOfStack(), { ports, leastDisk: this.leastDisk }, owner, mistakes);
    // Node would warn of every output that fails before the program has come to wait for it.
    if (mistakes.all.length > 0) await new Promise(resolve => setTimeout(resolve, SETTLE_MILLISECONDS));
    mistakes.throwIfAny();
  }
}

/** Adds to `mistakes` why a stack with these needs cannot be made on the host. */
export async function lookAt(host: string, needs: Needs, owner: Owner, mistakes: Mistakes): Promise<void> {
  try {
    const address = parseHost(host);
    const docker = connect(host, { certPath: new pulumi.Config("docker").get("certPath") });
    const folder = await folderOf(docker, host, mistakes);
    await within(ANSWER_SECONDS, checkPorts(docker, address, needs.ports, owner, mistakes));
    if (address.kind === "socket") await checkDisk(folder, needs.leastDisk, mistakes);
  } catch (error) {
    mistakes.add("docker:host", explain(error, host));
  }
}

/** Where Docker keeps its data; on the way the host must answer, and be new enough. */
async function folderOf(docker: Docker, host: string, mistakes: Mistakes): Promise<string> {
  const { ApiVersion, Version } = await within(ANSWER_SECONDS, docker.version());
  if (ApiVersion.localeCompare(LEAST_API, undefined, { numeric: true }) < 0)
    mistakes.add("docker:host", `${host} runs Docker ${Version}, which is too old; install Docker 19.03 or later`);
  const { DockerRootDir }: { DockerRootDir: string } = await within(ANSWER_SECONDS, docker.info());
  return DockerRootDir;
}
