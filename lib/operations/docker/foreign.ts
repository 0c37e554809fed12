import type { ContainerInfo } from "dockerode";

/**
 * The ids of what hangs together with containers on networks that the state does not know: these, their volumes, what else
 * mounts those, and the networks themselves. A killed update makes nothing on a network before the state knows it.
 */
export function foreignAmong(
  containers: readonly ContainerInfo[],
  networks: readonly { id: string; name: string }[],
  known: ReadonlySet<string>,
): Set<string> {
  const unknown = networks.filter(({ id }) => !known.has(id));
  const onUnknown = containers.filter(
    container => !known.has(container.Id) && unknown.some(({ name }) => networksOf(container).includes(name)),
  );
  const foreign = new Set(onUnknown.flatMap(container => [container.Id, ...volumesOf(container)]));
  // Containers without a network, such as those that fill volumes, belong to whose volumes they have.
  for (const container of containers)
    if (volumesOf(container).some(volume => foreign.has(volume) && !known.has(volume)))
      for (const id of [container.Id, ...volumesOf(container)]) foreign.add(id);
  for (const { id, name } of unknown)
    if (onUnknown.some(container => networksOf(container).includes(name))) foreign.add(id);
  return foreign;
}

/** By name: a container that never started has no network's id. */
function networksOf({ NetworkSettings }: ContainerInfo): string[] {
  return Object.keys(NetworkSettings?.Networks ?? {});
}

function volumesOf({ Mounts = [] }: ContainerInfo): string[] {
  return Mounts.flatMap(({ Type, Name }) => (Type === "volume" && Name !== undefined ? [Name] : []));
}
