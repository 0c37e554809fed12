import type * as pulumi from "@pulumi/pulumi";
import type { ComponentArgs } from "../common/args";
import type { Duration } from "../common/duration";
import type { Recipients } from "../notifications";

/** What is kept of the containers' output, for how long, and what is hidden. */
export interface LogPolicy {
  /** How long logs can be searched. Rounded up to what the platform offers. @default - production "30 days", staging "14 days" */
  retention?: Duration;
  /**
   * The age until which logs are kept in an archive, in cold storage from the end of `retention` on, or `false` for no
   * archive. Longer than `retention`.
   *
   * @default - production "365 days", staging false
   */
  archive?: Duration | false;
  /**
   * What is hidden from readers; an empty list hides nothing. No platform finds everything: what must never be stored, the
   * application itself must leave out.
   *
   * @default - e-mail addresses, card numbers, and access keys
   */
  redact?: Redaction[];
  /** A text or pattern, in the platform's own filter syntax, that marks an error line. @default - levels ERROR and FATAL, structured or not */
  errorPattern?: string;
  /** How many error lines in 5 minutes raise the degradation alarm, 1 to 1000000. @default 10 */
  errorThreshold?: number;
  /** The least level that containers are asked to log, as the variable LOG_LEVEL. @default - production "info", staging "debug" */
  level?: LogLevel;
}

export const REDACTIONS = ["email", "card-number", "access-key", "ip-address", "phone-number"] as const;

export type Redaction = (typeof REDACTIONS)[number];

export const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** Recipients are told of error lines, and of an archive that falls behind. */
export interface LogAggregationArgs extends ComponentArgs, LogPolicy, Recipients {
  /** Whose logs: the names of services, workers and jobs. At least one, at most 50. */
  sources: string[];
  /**
   * Whether the alarms on error lines tell by themselves. `false` when an `AlertThresholds` is given these logs, which then
   * tells of them, but not while there is an outage.
   *
   * @default true
   */
  pages?: boolean;
}

/** Contract of the column: one place for all logs. */
export interface LogAggregation extends pulumi.Resource {
  /** Environment variables that ask a container for structured logs. */
  readonly environment: Record<string, string>;
  /** Whether error lines are told of by this component, and not by the one that is given it. */
  readonly pages: boolean;
  /** By source, the alarms on its error lines, by the platform's names for them. */
  readonly degradation: Readonly<Record<string, readonly pulumi.Output<string>[]>>;
}
