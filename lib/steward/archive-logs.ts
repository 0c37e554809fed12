/** What `steward archive-logs` is told: which of the collector's closed files go to the archive, and for how long. */
export interface ArchiveLogsSpec {
  /** The collector's folder. */
  from: string;
  to: LogArchive;
  /** Files whose day is so many days past are taken to the archive. */
  olderThanDays: number;
  /** Files whose day is so many days past are deleted from the archive. */
  deleteAfterDays: number;
}

/** Where the archive is: a folder, or a bucket of S3 or of what speaks like it. */
export type LogArchive = { folder: string } | BucketArchive;

export interface BucketArchive {
  bucket: string;
  /** The path within the bucket. @default - its root */
  prefix?: string;
  /** The server's address. @default - AWS's own */
  endpoint?: string;
  region?: string;
  accessKeyFile: string;
  secretKeyFile: string;
}
