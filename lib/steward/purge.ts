import type { Connection } from "./connection";
import type { Repository } from "./repository";

/** What `steward purge` is told: to give back the room of what is no longer kept. */
export interface PurgeSpec {
  /** Whose forgotten backups are removed. */
  repository?: Repository;
  /** Folders of which what is directly in them goes when it is so many seconds old. */
  folders?: PurgedFolder[];
  /** The server of which the databases go that a restore put aside so many seconds ago. */
  databases?: { connection: Connection; olderThan: number };
}

export interface PurgedFolder {
  path: string;
  olderThan: number;
  /**
   * What of it goes: what was put aside of the thing with this name, by when that was (with "", of the folder's own contents);
   * or segments of a write-ahead log. Nothing that merely looks alike, since a folder can hold what users name.
   */
  only: { asideOf: string } | "segments";
}
