import type { Connection } from "./connection";
import type { Repository } from "./repository";

/**
 * What a file beside a data folder is called besides: while it says something, the folder's data are not all made yet, and are
 * made anew when the server starts. What is restored is whole.
 */
export const UNFINISHED = ".making";

/** What `steward restore` is told: one of its kinds. */
export type RestoreSpec = TimeRestore | DumpRestore | FilesRestore;

/** To lay a PostgreSQL server's data folder as it was at a moment. The server must be stopped; it replays the log as it starts. */
export interface TimeRestore {
  kind: "time";
  repository: Repository;
  /** ISO 8601, or as late as the log goes. */
  at: string;
  /** The data folder, as the server and the steward see it. What is there is moved aside, beside it. */
  into: string;
  /** The server's archive, where it is left: what of it was not shipped yet. */
  archive?: string;
}

/** To bring a database back as a dump has it. What is there stays until the dump is in. */
export interface DumpRestore {
  kind: "dump";
  repository: Repository;
  database: Connection;
  /** The newest dump that is not younger: ISO 8601. Else the newest. */
  before?: string;
}

/** To bring folders back, each beside what is there, which is moved aside. */
export interface FilesRestore {
  kind: "files";
  repository: Repository;
  /** The name under which `steward files` took them, and where they go. */
  folders: Record<string, string>;
  before?: string;
}
