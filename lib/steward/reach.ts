/** What `steward reach` is told: to wait until something listens, for what cannot wait itself. */
export interface ReachSpec {
  /** "host:port". */
  address: string;
  /** How long it may take. */
  withinSeconds: number;
}
