/** A metric of CloudWatch's. */
export interface CloudWatchMetric {
  namespace: string;
  name: string;
  /** @default - none */
  dimensions?: Record<string, string>;
  /** "Sum", "Average", "Minimum", "Maximum", "SampleCount", or a percentile: "p99". */
  statistic: string;
}

/** A figure of a day, as a person reads it. */
export interface CloudWatchFigure {
  label: string;
  /** How it is written. @default "count" */
  unit?: "count" | "percent" | "seconds";
  /** What it is made of, by ids that begin with a lower-case letter. */
  metrics: Record<string, CloudWatchMetric>;
  /** Metric math over the ids. @default - the first of the metrics */
  expression?: string;
}

/** A topic of SNS's. */
export interface SnsTopic {
  region: string;
  arn: string;
}

/** What `steward cloudwatch-summary` is told: to write of the day before, as UTC has it, to a topic. */
export interface CloudWatchSummarySpec {
  /** Whose day it was: "shop, production". */
  title: string;
  /** Where the metrics are. */
  region: string;
  figures: readonly CloudWatchFigure[];
  topic: SnsTopic;
}
