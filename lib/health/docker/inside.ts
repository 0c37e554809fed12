import type { AlertRule } from "../../common/docker/monitoring";
import type { WatchedService } from "../../target/docker/watch";

/** The rules on the instances of one service, each of which is asked by itself. That none is found is as bad as none that is well. */
export function insideRules(job: string, service: string, { minimumInstances }: WatchedService): AlertRule[] {
  const healthy = `(sum(probe_success{job="${job}"}) or vector(0))`;
  const none: AlertRule = {
    alert: "NoHealthyInstance",
    severity: "critical",
    joins: "outage",
    subject: service,
    expr: `${healthy} < 1`,
    forSeconds: 60,
    summary: `No instance of ${service} passes its health check; users get errors.`,
    description:
      "First: see in its log why the health check fails, and whether it has been started anew again and again.",
  };
  const few: AlertRule = {
    alert: "FewHealthyInstances",
    severity: "degradation",
    part: true,
    subject: service,
    expr: `${healthy} < ${minimumInstances}`,
    forSeconds: 300,
    summary: `Fewer than ${minimumInstances} instances of ${service} have passed their health check for 5 minutes.`,
    description: "First: see which instance is missing or unhealthy, and whether a release is going out.",
  };
  return minimumInstances > 1 ? [none, few] : [none];
}
