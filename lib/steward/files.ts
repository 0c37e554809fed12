import type { Keep, Repository } from "./repository";

/** What `steward files` and `steward configuration` are told: to copy folders into the repository. */
export interface FilesSpec {
  repository: Repository;
  /** What is copied, by the name under which it is found again. */
  folders: Record<string, string>;
  keep: Keep;
}
