import type { AlertRule, RuleGroup } from "../../common/docker/monitoring";
import { HEARTBEAT, OUTAGE } from "../../notifications/docker/config";

/** Seconds that an outage stands after its last sign, so that signs that take turns are one outage. */
const KEEP_SECONDS = 120;

/**
 * The rules that tell of outages: one alert for a subject, of all conditions that `join` it, and one for everything, when
 * the front is out or each service is. While everything seems to be going out, no part is told of: the first sign of a
 * service waits for the others. They stand after all other rules, because they look at what those found.
 */
export function outageRules(name: string, application: string, services: readonly string[]): RuleGroup {
  const whole: AlertRule = {
    alert: OUTAGE,
    severity: "critical",
    subject: application,
    scope: "whole",
    expr: wholeIsOut(services, 'alertstate="firing",'),
    keepSeconds: KEEP_SECONDS,
    summary: `${application} does not answer.`,
    description: `Signs:${SIGNS} First: see whether the host, Docker and the proxy run, and whether a release has just gone out; if so, roll it back.`,
  };
  const part: AlertRule = {
    alert: OUTAGE,
    severity: "critical",
    subject: "{{ $labels.subject }}",
    part: true,
    expr: `max by (subject) (ALERTS{alertstate="firing",joins="outage"}) unless on () (${wholeIsOut(services, "")})`,
    keepSeconds: KEEP_SECONDS,
    summary: `{{ $labels.subject }} of ${application} does not answer, or most of its requests fail.`,
    description: `Signs:${SIGNS} First: see the log of {{ $labels.subject }}, and whether a release has just gone out; if so, roll it back.`,
  };
  return { name: `${name}-outage`, rules: [whole, part, heartbeat()] };
}

/** What is known, in each alert's own words. */
const SIGNS = `{{ range query "ALERTS{alertstate='firing',joins!=''}" }} {{ .Labels.alertname }} of {{ .Labels.subject }}.{{ end }}`;

function wholeIsOut(services: readonly string[], state: string): string {
  const front = `max(ALERTS{${state}joins="whole"})`;
  if (services.length < 2) return front;
  const out = `max by (subject) (ALERTS{${state}joins="outage",subject=~"${services.join("|")}"})`;
  return `${front} or (count(${out}) >= ${services.length})`;
}

function heartbeat(): AlertRule {
  return {
    alert: HEARTBEAT,
    severity: "daily",
    subject: "alerts",
    expr: "vector(1)",
    summary: "Alerts work.",
    description: "This one always stands; that it stays away is the alert.",
  };
}
