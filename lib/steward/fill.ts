/** What `steward fill` is told: the files to write into a volume. */
export interface FillSpec {
  /** Where the volume is mounted. */
  to: string;
  /** What to write, by path below `to`. */
  files: Record<string, FillFile>;
}

/** Where a file's content comes from: one of these. Modes are octal, "0444" unless told. */
export type FillFile = { mode?: string; owner?: string } & (
  | { content: string }
  /** Another volume's file, by its absolute path in the container. */
  | { from: string }
  /** So many random characters a–z, A–Z, 0–9, made once and kept. */
  | { generate: number }
  /** A text in which `{{path}}` stands for another file of this volume, and `{{path|bcrypt}}` for its hash, as htpasswd has it. */
  | { template: string }
);
