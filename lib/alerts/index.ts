import type * as pulumi from "@pulumi/pulumi";
import type { ComponentArgs } from "../common/args";
import type { Duration } from "../common/duration";
import type { Size } from "../common/size";
import type { HealthCheckAlarms } from "../health";
import type { LogAggregation } from "../logs";
import type { Recipients } from "../notifications";
import type { Operated } from "../operations";
import type { Watch } from "../target";

/** The figures at which somebody is told. Each can be set to `false` to leave the alert out. */
export interface AlertPolicy {
  /** Share of requests answered 5xx, in percent; critical, 2 of 3 one-minute points as AWS Copilot has it. @default 1 */
  errorRate?: number | false;
  /** Requests a minute below which rates are not judged; a total outage is judged all the same. 0 is taken for 1. @default 100 */
  minimumRequests?: number;
  /** The slowest hundredth of the answers, in seconds, for 5 minutes; degradation. @default 1 */
  responseTime?: number | false;
  /** Share of requests answered 4xx, in percent, for 5 minutes; degradation. @default 5 */
  clientErrorRate?: number | false;
  /** CPU of a service or database in percent, for 15 minutes; warning. Cloud Posse's figure. @default 80 */
  cpu?: number | false;
  /** Memory of a service in percent, for 15 minutes; warning. Cloud Posse's figure. @default 80 */
  memory?: number | false;
  /** A database's limits, where there is a database. @default - those of `DatabaseLimits` */
  database?: DatabaseLimits;
  /** The daily summary of business metrics. @default - at 7, once somebody is told of `daily` */
  daily?: {
    /** The hour of the day in UTC, 0 to 23. @default 7 */
    hour?: number;
  };
}

/** The limits of a database, all warnings after 15 minutes. Each can be set to `false` to leave the alert out. */
export interface DatabaseLimits {
  /** Free storage in percent of all, beside `freeStorageSize`: whichever is more. @default 10 */
  freeStorage?: number | false;
  /** Free storage as an amount; Cloud Posse's figure of 2 GB. @default "2GiB" */
  freeStorageSize?: Size;
  /** Connections in percent of the most that the database takes. @default 80 */
  connections?: number | false;
  /** Reads and writes that wait for the disk; Cloud Posse's figure. @default 64 */
  queueDepth?: number | false;
  /** Memory swapped to the disk; Cloud Posse's figure. @default "256MiB" */
  swap?: Size | false;
  /** CPU credits left, where the machine lives on credits; Cloud Posse's figure. @default 20 */
  credits?: number | false;
  /** How far a replica is behind, where the database is one; the figure of the GovWifi team. @default "5 minutes" */
  replicaLag?: Duration | false;
}

export interface AlertThresholdsArgs extends ComponentArgs, AlertPolicy, Recipients {
  /** What to watch: `target.watch`, or the same by hand. */
  watch: Watch;
  /** Health alarms that join the outage's one page; made with `pages: false`. @default - none */
  health?: HealthCheckAlarms;
  /** Logs whose alarms on error lines are held back during an outage; made with `pages: false`. @default - none */
  logs?: LogAggregation;
  /**
   * Other components of the same row, such as the database, the cache and the backups, that say themselves what is to be
   * watched of them; on platforms where they do, this one collects it. On Docker, they are there before anybody is told of
   * them; so name the target as well. @default - none
   */
  parts?: readonly pulumi.Resource[];
}

/** What the job that writes the daily summary is given. */
export interface DailySummary {
  /** When, as a cron expression of five fields in UTC. */
  readonly schedule: string;
  /** Where to: the platform's identifier of the address behind the `daily` channels. */
  readonly topic: pulumi.Output<string>;
}

/** Contract of the column: the figures at which somebody is told, and who. */
export interface AlertThresholds extends pulumi.Resource, Operated {
  /** What a person must still do before every message arrives. */
  readonly confirmations: pulumi.Output<string[]>;
  /** The wiring of the daily summary; not there when nobody is told. */
  readonly dailySummary: DailySummary | undefined;
}
