import type { Keep, Repository } from "./repository";

/** What `steward git-mirror` is told: to copy git repositories with all their branches and tags. */
export interface GitMirrorSpec {
  repository: Repository;
  /** Addresses, by name: `https://…`, `ssh://…`, or a path. */
  mirrors: Record<string, string>;
  /** A file in the form of git's credential store, a line `https://user:token@host` for each host. */
  credentialsFile?: string;
  /** Where the mirrors are kept, so that only news is fetched. */
  work: string;
  keep: Keep;
}
