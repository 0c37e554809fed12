import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { LogArchive } from "../../../../lib/steward/archive-logs";
import { bucketArchive } from "./bucket";
import { folderArchive } from "./folder";

/** A place for files, by their paths within it: "web/2026-01-31.0000.ndjson.gz". */
export interface Archive {
  list(): Promise<string[]>;
  /** Puts a file there; it is whole there, or not there at all, when this comes out. */
  put(path: string, file: string): Promise<void>;
  /** The digest of what is really there. */
  digest(path: string): Promise<string>;
  remove(path: string): Promise<void>;
}

export function archiveOf(to: LogArchive, stop: AbortSignal): Promise<Archive> {
  return "folder" in to ? folderArchive(to.folder) : bucketArchive(to, stop);
}

/** The digest of a file's bytes. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}
