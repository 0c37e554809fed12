import type { Level } from "./log-record";

/** What `steward logs` is told: which of the collector's lines to print, oldest first. */
export interface LogsSpec {
  /** The collector's folder. */
  from: string;
  /** Lines of this moment and later, in ISO 8601. @default - from the first on */
  since?: string;
  /** Lines before this moment, in ISO 8601. @default - up to now */
  until?: string;
  /** The least level. @default - all */
  level?: Level;
  /** One source's lines alone. @default - all */
  source?: string;
  /** A text that the message or a field holds, in any case of letters. @default - none */
  text?: string;
  /** The newest so many lines, 1 to 100000. @default 1000 */
  limit?: number;
  /** Whether to go on with lines as they come. @default false */
  follow?: boolean;
  /** One JSON object a line, or text for people. @default "json" */
  format?: "json" | "text";
}
