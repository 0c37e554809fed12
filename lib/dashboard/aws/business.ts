import type { BusinessMetric } from "../../alerts/aws/args";
import { EDGE_REGION } from "../../notifications/aws";
import type { Chart } from "./widgets";

/** What the application itself says of its users, each in its own unit and so in a chart of its own. */
export function businessCharts(metrics: readonly BusinessMetric[]): Chart[] {
  return metrics.map(({ label, namespace, metricName, dimensions = {}, statistic = "Sum" }) => ({
    title: label,
    unit: statistic === "Sum" ? "in 5 minutes" : statistic.toLowerCase(),
    lines: [{ namespace, metricName, dimensions, stat: statistic, label }],
  }));
}

/**
 * What CloudWatch knows of cost: the month's charges of the whole account, over all Regions, in us-east-1, four times a day
 * (AWS Billing user guide, "Creating a billing alarm"). By application, only Cost Explorer tells.
 */
export function costChart(): Chart {
  return {
    title: "Month so far, of the whole account",
    unit: "US dollars",
    period: 21_600,
    region: EDGE_REGION,
    lines: [
      {
        namespace: "AWS/Billing",
        metricName: "EstimatedCharges",
        dimensions: { Currency: "USD" },
        stat: "Maximum",
        label: "all applications",
      },
    ],
  };
}
