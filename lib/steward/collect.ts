import type { Redaction } from "../logs";

/** What `steward collect` is told: it takes lines from Docker's `fluentd` log driver, redacts them, and keeps them. */
export interface CollectSpec {
  /** The folder that lines are kept in, in one folder a source. */
  to: string;
  /** Whose lines are expected, so that one that has written none yet counts as 0. */
  sources: string[];
  /** What is hidden before anything is written. */
  redact: Redaction[];
  /** RegExp texts of what else is hidden. @default - none */
  redactPatterns?: string[];
  /** A RegExp text that marks an error line, in place of the level. @default - levels error and fatal */
  errorPattern?: string;
  /** Bytes after which a file is closed and compressed. @default 67108864 */
  fileBytes?: number;
  /**
   * Seconds within which a line that is acknowledged is on the disk; 0 for before. A collector that is killed loses no
   * acknowledged line either way; a host that loses its power loses these seconds, and with 0 what Docker still has in memory.
   *
   * @default 0
   */
  syncSeconds?: number;
  /** Days after which closed files are deleted. @default - never: the archive takes them away */
  keepDays?: number;
  /** Where lines are taken. @default 24224 */
  port?: number;
  /** Where metrics and health are told. @default 9101 */
  metricsPort?: number;
}
