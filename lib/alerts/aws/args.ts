import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import type { Transform, Transforms } from "../../common/component";
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

export interface AwsAlertThresholdsArgs extends AlertThresholdsArgs {
  watch: AwsWatch;
  /** The deployment target beside whose containers the daily summary is written. @default - none: it is not written */
  foundation?: Foundation;
  /** The steward's image, which writes the daily summary, where this version's own cannot be pulled. @default - this version's */
  stewardImage?: pulumi.Input<string>;
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
