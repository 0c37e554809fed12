import { z } from "zod";

/** A backup in the repository. */
export interface Snapshot {
  id: string;
  /** When it was begun. */
  time: Date;
  tags: readonly string[];
  /** What it is of, by absolute paths. */
  paths: readonly string[];
}

const snapshots = z.array(
  z.object({
    id: z.string(),
    time: z.iso.datetime({ offset: true, precision: undefined }),
    tags: z.array(z.string()).default([]),
    paths: z.array(z.string()),
  }),
);

/** What `restic snapshots --json` says, oldest first. */
export function parseSnapshots(json: string): Snapshot[] {
  // With nothing to show, some versions write null.
  return (snapshots.nullable().parse(JSON.parse(json)) ?? [])
    .map(snapshot => ({ ...snapshot, time: new Date(snapshot.time) }))
    .sort((one, other) => one.time.getTime() - other.time.getTime());
}

/** The value of a tag of the form `key:value`. */
export function tagValue({ tags }: Snapshot, key: string): string | undefined {
  return tags.find(tag => tag.startsWith(`${key}:`))?.slice(key.length + 1);
}

const summary = z.object({
  message_type: z.literal("summary"),
  snapshot_id: z.string(),
  data_added: z.number(),
  total_bytes_processed: z.number(),
});

/** What `restic backup --json` says at its end. */
export interface Stored {
  id: string;
  /** Bytes that were read. */
  bytes: number;
  /** Bytes of them that the repository did not have yet. */
  added: number;
}

export function parseSummary(output: string): Stored {
  const last = output.trim().split("\n").at(-1) ?? "";
  const { snapshot_id: id, data_added: added, total_bytes_processed: bytes } = summary.parse(JSON.parse(last));
  return { id, bytes, added };
}
