import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import type { Transform, Transforms } from "../../common/component";
import type { Duration } from "../../common/duration";
import type { Foundation } from "../../foundation";
import type { StewardTransforms } from "../../steward/aws/job";
import type { AwsWatch } from "../../target/aws/watch";
import type { AlertThresholdsArgs, DailySummary } from "../index";
import type { CompositeChildren } from "./composite";
import type { JobAlertsChildren } from "./jobs";

/** The kind of child that alert thresholds have themselves; their parts have their own. */
export interface AlertThresholdsChildren {
  alarm: cloudwatch.MetricAlarmArgs;
}

/** A metric of the business, such as orders or sign-ups, that the application writes to CloudWatch. */
export interface BusinessMetric {
  /** What the summary calls it. */
  label: string;
  namespace: string;
  metricName: string;
  /** @default - none */
  dimensions?: Record<string, pulumi.Input<string>>;
  /** @default "Sum" */
  statistic?: "Sum" | "Average" | "Minimum" | "Maximum" | "SampleCount";
}

export interface AwsDailySummary extends DailySummary {
  /** What to write about. */
  readonly metrics: readonly BusinessMetric[];
}

/** The limits of a cache, all warnings after 15 minutes. Each can be set to `false` to leave the alert out. */
export interface CacheLimits {
  /** The engine's CPU in percent. @default - `cpu` */
  cpu?: number | false;
  /** Memory in percent, of a cache that is `persistent`; another one is to be full. @default - `memory` */
  memory?: number | false;
  /** Entries that are dropped a minute to make room; of a cache that is `persistent`, any is too many. @default 1000 */
  evictions?: number | false;
  /** How far the second node is behind. @default "1 minute" */
  replicaLag?: Duration | false;
  /** CPU credits left, where the nodes live on credits; the figure that a database has. @default 20 */
  credits?: number | false;
}

export interface AwsAlertThresholdsArgs extends AlertThresholdsArgs {
  watch: AwsWatch;
  /** The deployment target beside whose containers the daily summary is written. @default - none: it is not written */
  foundation?: Foundation;
  /** The steward's image, which writes the daily summary, where this version's own cannot be pulled. @default - this version's */
  stewardImage?: pulumi.Input<string>;
  /** A cache's limits, where there is a cache. */
  cache?: CacheLimits;
  daily?: {
    hour?: number;
    /** The metrics of the business. @default - none */
    metrics?: BusinessMetric[];
  };
  /** Reshapes children, by part and kind. @default - none */
  transform?: {
    alarm?: Transform<cloudwatch.MetricAlarmArgs>;
    composite?: Transforms<CompositeChildren>;
    jobs?: Transforms<JobAlertsChildren>;
    steward?: StewardTransforms;
  };
}
