import type { AlertRule, RuleGroup, Scrape } from "../../common/docker/monitoring";
import { maintenanceJob } from "./maintenance";

/** The name under which the proxy is looked at. */
export function proxyJob(name: string): string {
  return `${name}-proxy`;
}

/** The rules on the watching itself: that the proxy answers, and that everything that is looked at can be seen. */
export function selfRules(name: string, scrapes: readonly Scrape[]): RuleGroup[] {
  const job = proxyJob(name);
  const proxied = scrapes.some(scrape => scrape.job === job);
  return [
    { name: `${name}-self`, rules: [...(proxied ? [proxyDown(job)] : []), notSeen([job, maintenanceJob(name)])] },
  ];
}

function proxyDown(job: string): AlertRule {
  return {
    alert: "ProxyDown",
    severity: "critical",
    joins: "whole",
    subject: "proxy",
    expr: `(max(up{job="${job}"}) or vector(0)) < 1`,
    forSeconds: 30,
    summary: "The proxy does not answer; no request reaches a service.",
    description: "First: see whether its container runs, and its log.",
  };
}

/** Probers answer for what they look at: that this is gone, they tell. Of the proxy tells its own rule. */
function notSeen(proxy: readonly string[]): AlertRule {
  return {
    alert: "NotSeen",
    severity: "warning",
    subject: "{{ $labels.job }}",
    expr: `max by (job) (up{job!~"${proxy.join("|")}"}) == 0`,
    forSeconds: 300,
    summary: "{{ $labels.job }} has given no metrics for 5 minutes; alerts on it cannot come.",
    description: "First: see whether its container runs, and its log.",
  };
}
