import type * as pulumi from "@pulumi/pulumi";
import type { ComponentArgs } from "../common/args";
import type { Duration } from "../common/duration";
import type { Recipients } from "../notifications";
import type { Operated } from "../operations";
import type { Watch } from "../target";

/** How the application is watched from outside and from inside. */
export interface HealthPolicy {
  /**
   * Time between two checks from outside, in whole minutes up to an hour, or `false` for no checks from outside. Clouds
   * bill by the check: one a minute is 43,200 a month for each service.
   *
   * @default - production "1 minute", staging "5 minutes"
   */
  interval?: Duration | false;
  /** Time within which the answer to a check must come, 1 to 30 seconds. @default "10 seconds" */
  timeout?: Duration;
  /** Where the checks of several places come from, by the platform's names: at least three. @default - the platform's three */
  regions?: string[];
  /** Days before its end at which a certificate's renewal is asked for, or `false`. @default { warning: 30, critical: 7 } */
  certificate?: CertificateDays | false;
}

export interface CertificateDays {
  /** More than `critical`, up to 90. @default 30 */
  warning?: number;
  /** 1 to 89. @default 7 */
  critical?: number;
}

export interface HealthCheckAlarmsArgs extends ComponentArgs, HealthPolicy, Recipients {
  /** What to watch: `target.watch`, or the same by hand. */
  watch: Watch;
  /**
   * Whether these alarms page an outage by themselves. `false` when an `AlertThresholds` is given them, which then pages
   * once for both.
   *
   * @default true
   */
  pages?: boolean;
}

/** Contract of the column: is it up, from outside and inside; are its certificates valid. */
export interface HealthCheckAlarms extends pulumi.Resource, Operated {
  /** Whether an outage is paged by this component, and not by the one that is given it. */
  readonly pages: boolean;
  /** The alarms that together mean an outage, by the platform's names for them. */
  readonly outage: readonly pulumi.Output<string>[];
  /** By service, the alarms that together mean that it serves worse than it should. */
  readonly degradation: Readonly<Record<string, readonly pulumi.Output<string>[]>>;
  /** What a person must still do before every message arrives. */
  readonly confirmations: pulumi.Output<string[]>;
}
