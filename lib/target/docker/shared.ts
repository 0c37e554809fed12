import type { Mounted } from "../../common/docker/container";
import type { FileStore } from "../../storage";
import type { DockerDeploymentTargetArgs } from "./args";
import type { Shared } from "./place";

/** What this row's `FileStore` has besides the contract, where its files lie in a volume. */
interface MountedStore extends FileStore {
  readonly mounted: readonly Mounted[];
}

function isMounted(storage: FileStore): storage is MountedStore {
  return "mounted" in storage && Array.isArray(storage.mounted);
}

/** What the other parts give to every container of the target. */
export function sharedOf({ database, cache, storage }: DockerDeploymentTargetArgs): Shared {
  return {
    environment: { ...storage?.environment },
    secrets: { ...database?.secrets, ...cache?.secrets, ...storage?.secrets },
    mounted: storage && isMounted(storage) ? storage.mounted : [],
    // Their containers are made once they are healthy.
    first: [database, cache].filter(part => part !== undefined),
  };
}
