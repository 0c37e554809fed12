import type { Repository } from "./repository";

/** What `steward prepare` is told: to make the repository when it is not there, and to see that the password is its own. */
export interface PrepareSpec {
  repository: Repository;
}
