/** Where backups are kept: a restic repository. All of it is encrypted with the password, without which it is lost. */
export interface Repository {
  /** A folder, or `s3:https://<endpoint>/<bucket>/<path>`. */
  location: string;
  /** The file that holds the password. */
  passwordFile: string;
  /** The keys of a bucket, each in a file. */
  keys?: { accessKeyFile: string; secretKeyFile: string };
  region?: string;
  /**
   * Whether the first backup makes it, where no `steward prepare` has. A repository that is lost is then begun anew without a
   * word.
   *
   * @default false
   */
  make?: boolean;
  /** Where its index is cached, or none: each run then reads it from the repository. */
  cache?: string;
}

/** Which backups stay: each that one of these lines wants. Days count back from the newest. */
export interface Keep {
  /** All of so many days. */
  days?: number;
  /** The last of each day, for so many days. */
  daily?: number;
  /** The last of each week, for so many days. */
  weekly?: number;
}
