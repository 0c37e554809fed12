import * as pulumi from "@pulumi/pulumi";
import { underEngine } from "../engine";
import { Mistakes } from "../errors";
import type { Size } from "../size";
import { type Connection, connect, connectionOfStack, explain, parseHost, within } from "./host";
import { checkDisk } from "./preflight/disk";
import { checkDocker, type Info } from "./preflight/docker";
import { checkOnce, checkPorts, type Owner, type Published } from "./preflight/ports";

export type { Owner, Published } from "./preflight/ports";

const ANSWER_SECONDS = 15;
const SETTLE_MILLISECONDS = 250;

/** What a host must have for the stack to be made. */
export interface Needs {
  ports: readonly Published[];
  leastDisk: Size;
}

/**
 * Looks at the Docker host before the first thing is made on it: whether it answers and lets us, whether the ports are free
 * and there is room on the disk. Only the engine's own runs look; a plan asks no host, and tells what shows without.
 */
export class Preflight {
  private readonly ports: Published[] = [];
  /** So many of the ports have been looked at. */
  private seen = 0;
  private looking: Promise<unknown> | undefined;
  private begun = false;

  constructor(
    private readonly subject: string,
    private readonly leastDisk: Size,
  ) {}

  /** Comes out when all that was published so far is well. @throws InputError, through the output, with all that is wrong */
  get passed(): pulumi.Output<boolean> {
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
    const mistakes = new Mistakes(this.subject);
    const ports = this.ports.slice(this.seen);
    checkOnce(this.ports, this.seen, mistakes);
    this.seen = this.ports.length;
    if (asksHost()) {
      const owner = { project: pulumi.getProject(), stack: pulumi.getStack() };
      await lookAt(connectionOfStack(), { ports, leastDisk: this.leastDisk }, owner, mistakes);
    }
    // Node would warn of every output that fails before the program has come to wait for it.
    if (mistakes.all.length > 0) await new Promise(resolve => setTimeout(resolve, SETTLE_MILLISECONDS));
    mistakes.throwIfAny();
  }
}

function asksHost(): boolean {
  return underEngine() && !new pulumi.Config("docker").getBoolean("disableDockerDaemonCheck");
}

/** Adds to `mistakes` why a stack with these needs cannot be made on the host. */
export async function lookAt(at: Connection, needs: Needs, owner: Owner, mistakes: Mistakes): Promise<void> {
  try {
    const address = parseHost(at.host);
    const docker = connect(at);
    const version = await within(ANSWER_SECONDS, docker, docker.version());
    const info: Info = await within(ANSWER_SECONDS, docker, docker.info());
    checkDocker(version, info, at.host, mistakes);
    await within(ANSWER_SECONDS, docker, checkPorts(docker, address, needs.ports, owner, mistakes));
    if (address.kind === "socket") await checkDisk(info.DockerRootDir, needs.leastDisk, mistakes);
  } catch (error) {
    mistakes.add("docker:host", explain(error, at.host));
  }
}
