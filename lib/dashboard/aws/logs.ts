import type * as pulumi from "@pulumi/pulumi";
import type { LogAggregation } from "../../logs/aws";
import { QUERIES } from "../../logs/aws/queries";
import { type Chart, logLines, type Widget } from "./widgets";

/** How many error lines each source writes. */
export function errorChart({ errorMetrics }: Pick<LogAggregation, "errorMetrics">): Chart {
  return {
    title: "Error lines",
    unit: "in 5 minutes",
    lines: Object.entries(errorMetrics).map(([label, { namespace, name: metricName }]) => ({
      namespace,
      metricName,
      dimensions: {},
      stat: "Sum",
      label,
    })),
  };
}

/** The newest error lines. There are at most 50 sources, and as many groups does CloudWatch Logs Insights search at once. */
export function errorLines({ groupNames }: Pick<LogAggregation, "groupNames">, region: pulumi.Input<string>): Widget {
  return logLines("Newest error lines", Object.values(groupNames), QUERIES.errors ?? "", { region });
}
