import type { Metric } from "../../alerts/aws/math";
import type { Counted } from "../../alerts/aws/requests";
import { shareOf } from "../../alerts/aws/share";
import type { Thresholds } from "../../alerts/defaults";
import type { AwsWatch } from "../../target/aws/watch";
import type { Chart, Line } from "./widgets";

/** What users meet at the load balancer: over all of it where it is the application's own, and by service. */
export function requestCharts({ loadBalancer, services = {} }: AwsWatch, figures: Thresholds): Chart[] {
  if (!loadBalancer) return [];
  const { arnSuffix, shared = false } = loadBalancer;
  const balanced = Object.entries(services).filter(([, { targetGroups }]) => targetGroups.length > 0);
  const byService = (metricName: string, stat: Line["stat"]): Line[] =>
    balanced.flatMap(([label, { targetGroups }]) =>
      targetGroups.map(TargetGroup => ({ ...of(metricName, { LoadBalancer: arnSuffix, TargetGroup }), stat, label })),
    );
  return [
    ...(shared ? [] : wholeBalancer({ loadBalancer: arnSuffix }, figures)),
    ...(shared || balanced.length > 1 ? serviceCharts(byService, figures) : []),
  ];
}

function wholeBalancer(counted: Counted, { errorRate, clientErrorRate, responseTime }: Thresholds): Chart[] {
  const line = (metricName: string, stat: Line["stat"]): Line => ({
    ...of(metricName, { LoadBalancer: counted.loadBalancer }),
    stat,
    label: stat === "Sum" ? "requests" : stat,
  });
  return [
    { title: "Requests", unit: "a minute", period: 60, lines: [line("RequestCount", "Sum")] },
    shareChart("5XX", counted, errorRate),
    shareChart("4XX", counted, clientErrorRate),
    {
      title: "Response time",
      unit: "seconds",
      period: 60,
      lines: (["p50", "p95", "p99"] as const).map(stat => line("TargetResponseTime", stat)),
      limit: responseTime,
    },
  ];
}

function shareChart(kind: "4XX" | "5XX", counted: Counted, limit: number | false): Chart {
  const { metrics, expression } = shareOf(kind, counted);
  const ids = Object.keys(metrics);
  const numbered = ids.reduce(
    (text, id, index) => text.replaceAll(new RegExp(`\\b${id}\\b`, "g"), `m${index + 1}`),
    expression,
  );
  const answered = `answered ${kind.toLowerCase()}`;
  return {
    title: `Share ${answered}`,
    unit: "percent",
    period: 60,
    lines: Object.entries(metrics).map(([label, metric]) => ({ ...metric, label })),
    drawn: { expression: numbered, label: answered },
    limit,
  };
}

function serviceCharts(
  lines: (metricName: string, stat: Line["stat"]) => Line[],
  { responseTime }: Thresholds,
): Chart[] {
  const minutely = { period: 60 };
  const minor = { ...minutely, minor: true };
  return [
    { title: "Answered 5xx", unit: "a minute", lines: lines("HTTPCode_Target_5XX_Count", "Sum"), ...minutely },
    {
      title: "Response time, p99",
      unit: "seconds",
      lines: lines("TargetResponseTime", "p99"),
      limit: responseTime,
      ...minutely,
    },
    { title: "Answered 4xx", unit: "a minute", lines: lines("HTTPCode_Target_4XX_Count", "Sum"), ...minor },
    { title: "Requests by service", unit: "a minute", lines: lines("RequestCount", "Sum"), ...minor },
    { title: "Response time, p95", unit: "seconds", lines: lines("TargetResponseTime", "p95"), ...minor },
    { title: "Response time, p50", unit: "seconds", lines: lines("TargetResponseTime", "p50"), ...minor },
  ];
}

function of(metricName: string, dimensions: Metric["dimensions"]): Omit<Metric, "stat"> {
  return { namespace: "AWS/ApplicationELB", metricName, dimensions };
}
