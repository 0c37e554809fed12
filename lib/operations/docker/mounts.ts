import type { ContainerInspectInfo, MountSettings } from "dockerode";

/** What is mounted into a container, to be mounted into another at the same places. */
export function mountsOf({ Mounts }: Pick<ContainerInspectInfo, "Mounts">, readOnly?: boolean): MountSettings[] {
  return Mounts.flatMap(({ Type, Name, Source, Destination, RW }): MountSettings[] => {
    if (Type !== "volume" && Type !== "bind") return [];
    return [{ Type, Source: Name ?? Source, Target: Destination, ReadOnly: readOnly ?? !RW }];
  });
}

/** The mounts of several containers, each place once. */
export function merged(...all: readonly MountSettings[][]): MountSettings[] {
  const byPlace = new Map(all.flat().map(mount => [mount.Target, mount]));
  return [...byPlace.values()];
}
