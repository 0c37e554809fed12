import type { ContainerInfo } from "dockerode";
import { LABELS } from "../../common/docker/labels";
import { foreignAmong } from "./foreign";
import { nameOf, type System } from "./system";

/** Something that carries the stack's labels and that its state does not know: what a killed update left. */
export interface Orphan {
  kind: "container" | "network" | "volume";
  /** What Docker calls it by. */
  id: string;
  name: string;
  role: string;
  of: string;
  /** A volume whose content is nowhere else, as far as can be seen. It goes only where that is asked for. */
  holdsData: boolean;
  /**
   * Whether it hangs together with containers on a network that the state does not know: as the things of another stack do
   * that has the same project and name in another backend, and stands on the same host. It goes only where that is asked for.
   */
  foreign: boolean;
}

/** What of the stack is on the host, but not among the ids of its state. In the order in which it can be removed. */
export async function orphansOf(system: System, known: ReadonlySet<string>): Promise<Orphan[]> {
  const [containers, networks, volumes] = await Promise.all([
    system.containers(),
    networksOf(system),
    volumesOf(system),
  ]);
  const foreign = foreignAmong(containers, networks, known);
  return [...orphanContainers(containers), ...networks, ...volumes]
    .filter(({ id }) => !known.has(id))
    .map(orphan => ({ ...orphan, foreign: foreign.has(orphan.id) }));
}

/** Removes an orphan; one that is gone by now is none. */
export async function removeOrphan({ docker }: System, { kind, id }: Orphan): Promise<void> {
  try {
    if (kind === "container") await docker.getContainer(id).remove({ force: true, v: true });
    else if (kind === "network") await docker.getNetwork(id).remove();
    else await docker.getVolume(id).remove();
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && "statusCode" in error && error.statusCode === 404;
}

/** What another daytwo runs at this moment is no orphan: it goes by itself. */
function orphanContainers(found: readonly ContainerInfo[]): Orphan[] {
  const left = found.filter(({ Labels, State }) => Labels[LABELS.role] !== "operation" || State !== "running");
  return left.map(container => orphan("container", container.Id, nameOf(container), container.Labels));
}

async function networksOf(system: System): Promise<Orphan[]> {
  const found = await system.docker.listNetworks({ filters: { label: system.filter() } });
  return found.map(({ Id, Name, Labels }) => orphan("network", Id, Name, Labels ?? {}));
}

async function volumesOf(system: System): Promise<Orphan[]> {
  const { Volumes } = await system.docker.listVolumes({ filters: { label: system.filter() } });
  return Volumes.map(({ Name, Labels }) => {
    // What is made from the program's own values is made again from them.
    const holdsData = Labels?.[LABELS.content] === undefined;
    return { ...orphan("volume", Name, Name, Labels ?? {}), holdsData };
  });
}

function orphan(kind: Orphan["kind"], id: string, name: string, labels: Record<string, string>): Orphan {
  const [role = "", of = ""] = [labels[LABELS.role], labels[LABELS.of]];
  return { kind, id, name, role, of, holdsData: false, foreign: false };
}
