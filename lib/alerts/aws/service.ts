import type { WatchedService } from "../../target/aws/watch";
import type { Thresholds } from "../defaults";
import { type AlarmSpec, FIFTEEN_MINUTES, type Measure } from "./alarm";

/** Alarms on the limits of a service or worker. */
export function serviceAlarms(name: string, service: WatchedService, { cpu, memory }: Thresholds): AlarmSpec[] {
  const alarms: AlarmSpec[] = [];
  if (cpu !== false)
    alarms.push({
      subject: name,
      condition: "cpu",
      route: "warning",
      means: `The tasks of ${name} have used more than ${cpu} % of their CPU for 15 minutes.`,
      first: "see whether it scales out or has reached its most tasks; then raise scale.max or cpu.",
      measure: limit(service, "CPUUtilization", cpu),
    });
  if (memory !== false)
    alarms.push({
      subject: name,
      condition: "memory",
      route: "warning",
      means: `The tasks of ${name} have used more than ${memory} % of their memory for 15 minutes.`,
      first: "see whether it grows without end, which is a leak, or with the traffic; then raise memory or scale.max.",
      measure: limit(service, "MemoryUtilization", memory),
    });
  return alarms;
}

/** In percent. That there are no tasks to measure is for the health alarms to tell. */
function limit({ clusterName, serviceName }: WatchedService, metricName: string, threshold: number): Measure {
  return {
    namespace: "AWS/ECS",
    metricName,
    dimensions: { ClusterName: clusterName, ServiceName: serviceName },
    statistic: "Average",
    comparisonOperator: "GreaterThanThreshold",
    threshold,
    ...FIFTEEN_MINUTES,
    treatMissingData: "notBreaching",
  };
}
