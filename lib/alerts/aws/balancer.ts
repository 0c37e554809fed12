import type { AwsWatch } from "../../target/aws/watch";
import type { Thresholds } from "../defaults";
import { type AlarmSpec, BALANCER_SUBJECT, type Measure, minutes } from "./alarm";
import { type Counted, clientErrorRate, errorRate, slowestAnswers } from "./requests";

/** Alarms on what users meet at the load balancer: over all of it, or on one that others use too, service by service. */
export function balancerAlarms({ loadBalancer, services = {} }: AwsWatch, figures: Thresholds): AlarmSpec[] {
  if (!loadBalancer) return [];
  const { arnSuffix, shared = false } = loadBalancer;
  if (!shared) return requestAlarms(BALANCER_SUBJECT, { loadBalancer: arnSuffix }, figures);
  const balanced = Object.entries(services).filter(([, { targetGroups }]) => targetGroups.length > 0);
  return balanced.flatMap(([service, { targetGroups }]) =>
    requestAlarms(service, { loadBalancer: arnSuffix, targetGroups }, figures),
  );
}

function requestAlarms(subject: string, counted: Counted, figures: Thresholds): AlarmSpec[] {
  const { minimumRequests } = figures;
  const requests = counted.targetGroups ? `requests to ${subject}` : "requests";
  const alarms: AlarmSpec[] = [];
  if (figures.errorRate !== false)
    alarms.push({
      subject,
      condition: "errors",
      route: "outage",
      means: `More than ${figures.errorRate} % of the ${requests} are answered with 5xx, or all of a few are.`,
      first: "see in the application's log what fails; a balancer's own 502, 503 or 504 means that no task answers.",
      measure: { ...share(figures.errorRate), ...minutes(2, 3), metricQueries: errorRate(counted, minimumRequests) },
    });
  if (figures.clientErrorRate !== false)
    alarms.push({
      subject,
      condition: "client-errors",
      route: "degradation",
      means: `More than ${figures.clientErrorRate} % of the ${requests} are answered with 4xx for 5 minutes.`,
      first: "see which path and status it is: a broken link, an expired login, or somebody probing.",
      measure: {
        ...share(figures.clientErrorRate),
        ...minutes(5),
        metricQueries: clientErrorRate(counted, minimumRequests),
      },
    });
  if (figures.responseTime !== false)
    alarms.push({
      subject,
      condition: "slow",
      route: "degradation",
      means: `One in a hundred of the ${requests} takes longer than ${figures.responseTime} s, for 5 minutes.`,
      first: "compare with the CPU of the service and the load of the database, and with the last release.",
      measure: { ...share(figures.responseTime), ...minutes(5), ...responseTime(counted, minimumRequests) },
    });
  return alarms;
}

/** Too large a share, or too long a time; without requests there is nothing wrong with them. */
function share(threshold: number): Measure {
  return { comparisonOperator: "GreaterThanThreshold", threshold, treatMissingData: "notBreaching" };
}

/** In seconds. With too few requests for a hundredth to mean anything, a balancer's alarm stays as it is. */
function responseTime(counted: Counted, minimumRequests: number): Measure {
  if (counted.targetGroups) return { metricQueries: slowestAnswers(counted, minimumRequests) };
  return {
    namespace: "AWS/ApplicationELB",
    metricName: "TargetResponseTime",
    dimensions: { LoadBalancer: counted.loadBalancer },
    extendedStatistic: "p99",
    evaluateLowSampleCountPercentiles: "ignore",
    period: 60,
  };
}
