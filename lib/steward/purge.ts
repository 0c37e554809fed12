import type { Repository } from "./repository";

/** What `steward purge` is told: to give back the room of what is no longer kept. */
export interface PurgeSpec {
  /** Whose forgotten backups are removed. */
  repository?: Repository;
  /** Folders of which what is directly in them goes when it has not been changed for so many seconds. */
  folders?: { path: string; olderThan: number; matching?: string }[];
}
