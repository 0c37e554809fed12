import type * as pulumi from "@pulumi/pulumi";
import type { Thresholds } from "../defaults";
import { type AlarmSpec, BALANCER_SUBJECT, type Measure, minutes } from "./alarm";
import { clientErrorRate, errorRate } from "./requests";

/** Alarms on what users meet at the load balancer. */
export function balancerAlarms(loadBalancer: pulumi.Input<string>, figures: Thresholds): AlarmSpec[] {
  const subject = BALANCER_SUBJECT;
  const { minimumRequests } = figures;
  const alarms: AlarmSpec[] = [];
  if (figures.errorRate !== false)
    alarms.push({
      subject,
      condition: "errors",
      route: "outage",
      means: `More than ${figures.errorRate} % of the requests are answered with 5xx, or all of a few are.`,
      first: "see in the application's log what fails; a balancer's own 502, 503 or 504 means that no task answers.",
      measure: {
        ...share(figures.errorRate),
        ...minutes(2, 3),
        metricQueries: errorRate(loadBalancer, minimumRequests),
      },
    });
  if (figures.clientErrorRate !== false)
    alarms.push({
      subject,
      condition: "client-errors",
      route: "degradation",
      means: `More than ${figures.clientErrorRate} % of the requests are answered with 4xx for 5 minutes.`,
      first: "see which path and status it is: a broken link, an expired login, or somebody probing.",
      measure: {
        ...share(figures.clientErrorRate),
        ...minutes(5),
        metricQueries: clientErrorRate(loadBalancer, minimumRequests),
      },
    });
  if (figures.responseTime !== false)
    alarms.push({
      subject,
      condition: "slow",
      route: "degradation",
      means: `One request in a hundred takes longer than ${figures.responseTime} s, for 5 minutes.`,
      first: "compare with the CPU of the service and the load of the database, and with the last release.",
      measure: responseTime(loadBalancer, figures.responseTime),
    });
  return alarms;
}

/** A share, in percent; without requests there is nothing wrong with them. */
function share(threshold: number): Measure {
  return { comparisonOperator: "GreaterThanThreshold", threshold, treatMissingData: "notBreaching" };
}

/** In seconds. With too few requests for a hundredth to mean anything, the alarm stays as it is. */
function responseTime(loadBalancer: pulumi.Input<string>, threshold: number): Measure {
  return {
    namespace: "AWS/ApplicationELB",
    metricName: "TargetResponseTime",
    dimensions: { LoadBalancer: loadBalancer },
    extendedStatistic: "p99",
    evaluateLowSampleCountPercentiles: "ignore",
    period: 60,
    ...minutes(5),
    ...share(threshold),
  };
}
