import type { Repository } from "./repository";

/** What `steward verify` is told: to prove that what the repository holds can be read. */
export interface VerifySpec {
  repository: Repository;
  /** How much is read and compared with its digests: all, or so many percent, another part each time. */
  read: number;
}
