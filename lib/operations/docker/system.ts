import type Docker from "dockerode";
import type { ContainerInfo } from "dockerode";
import { LABELS, type Role } from "../../common/docker/labels";
import { PlainError } from "../../common/errors";

/** Whose things they are, on a host that may have others. */
export interface Owner {
  project: string;
  stack: string;
}

/** What stands on one Docker host for one stack, found by labels. */
export class System {
  constructor(
    readonly docker: Docker,
    readonly owner: Owner,
  ) {}

  /** The containers of a role, the newest first; those that do not run, too. */
  async containers(role?: Role, of?: string): Promise<ContainerInfo[]> {
    const filters = { label: this.filter(role, of) };
    const found = await this.docker.listContainers({ all: true, filters });
    return found.sort((one, other) => other.Created - one.Created);
  }

  /** The one of a role that runs. @throws PlainError when there is none, with what it is for */
  async running(role: Role, purpose: string): Promise<ContainerInfo> {
    const found = (await this.containers(role)).find(({ State }) => State === "running");
    if (found) return found;
    throw new PlainError(`${purpose}: no container of the role "${role}" runs here; see daytwo stops, and pulumi up`);
  }

  /** The labels by which all of it, or a part, is found. */
  filter(role?: Role, of?: string): string[] {
    const { project, stack } = this.owner;
    const wanted = { [LABELS.project]: project, [LABELS.stack]: stack, [LABELS.role]: role, [LABELS.of]: of };
    return Object.entries(wanted).flatMap(([label, value]) => (value === undefined ? [] : [`${label}=${value}`]));
  }

  /** The labels of what an operation makes for its time: `daytwo repair` takes away what one left that was killed. */
  get labels(): Record<string, string> {
    const { project, stack } = this.owner;
    return { [LABELS.project]: project, [LABELS.stack]: stack, [LABELS.role]: "operation" };
  }

  /** The steward's image, which each of the system's own one-shot containers was made of. */
  async stewardImage(): Promise<string> {
    for (const role of ["steward", "fill", "gate"] as const) {
      const [found] = await this.containers(role);
      if (found) return found.ImageID;
    }
    throw new PlainError(`${this.name}: nothing of it is on this Docker host; run pulumi up, or name another --host`);
  }

  async network(): Promise<string> {
    const [found] = await this.docker.listNetworks({ filters: { label: this.filter("network") } });
    if (found) return found.Id;
    throw new PlainError(`${this.name}: its network is not on this Docker host; run pulumi up, or name another --host`);
  }

  private get name(): string {
    return `${this.owner.project}/${this.owner.stack}`;
  }
}

/** What a container is about: its service, worker, job or part. */
export function subjectOf({ Labels }: Pick<ContainerInfo, "Labels">): string {
  return Labels[LABELS.of] ?? Labels[LABELS.role] ?? "unknown";
}

/** The name that people know a container by. */
export function nameOf({ Names, Id }: Pick<ContainerInfo, "Names" | "Id">): string {
  return Names[0]?.replace(/^\//, "") ?? Id.slice(0, 12);
}
