import type { AlertRule, RuleGroup } from "../../common/docker/monitoring";
import { HEARTBEAT, OUTAGE } from "../../notifications/docker/config";
import { maintenanceRules, unlessAllMaintained, unlessMaintained } from "./maintenance";

/** Seconds that an outage stands after its last sign, so that signs that take turns are one outage. */
const KEEP_SECONDS = 120;

/** Seconds that signs stay at least after what they are about is well again: two of three bad minutes of requests. */
const SIGNS_SECONDS = 180;

export interface OutageArgs {
  application: string;
  /** The services whose outages together are one of everything. */
  services: readonly string[];
  /** The longest time between two probes of one thing. */
  probeSeconds: number;
}

/**
 * The rules that tell of outages: one alert for a subject, of all conditions that `join` it; one for everything, when the
 * front is out or each service is; and one for what services stand on, which explains theirs. While more seems to be going
 * out, less is not told of: the first sign of a service waits for the others. What is planned is none. They stand after
 * all other rules, because they look at what those found.
 */
export function outageRules(name: string, { application, services, probeSeconds }: OutageArgs): RuleGroup {
  // A probe says that something is out until it looks the next time.
  const settleSeconds = Math.max(SIGNS_SECONDS, probeSeconds + 60);
  const whole: AlertRule = {
    alert: OUTAGE,
    severity: "critical",
    subject: application,
    scope: "whole",
    expr: wholeIsOut(services, FIRING),
    keepSeconds: KEEP_SECONDS,
    summary: `${application} does not answer.`,
    description: `Signs:${SIGNS} First: see whether the host, Docker and the proxy run, and whether a release has just gone out; if so, roll it back.`,
  };
  const base: AlertRule = {
    alert: OUTAGE,
    severity: "critical",
    subject: "{{ $labels.subject }}",
    scope: "base",
    part: true,
    expr: partsOf(unlessMaintained(`ALERTS{${FIRING}joins="base"}`), services),
    keepSeconds: settleSeconds,
    summary: `{{ $labels.subject }} of ${application} does not answer; what needs it fails.`,
    description: `Signs:${SIGNS} First: see the log of {{ $labels.subject }}, and whether the host has room left.`,
  };
  const part: AlertRule = {
    alert: OUTAGE,
    severity: "critical",
    subject: "{{ $labels.subject }}",
    part: true,
    expr: partsOf(servicesOut(FIRING), services),
    keepSeconds: KEEP_SECONDS,
    summary: `{{ $labels.subject }} of ${application} does not answer, or most of its requests fail.`,
    description: `Signs:${SIGNS} First: see the log of {{ $labels.subject }}, and whether a release has just gone out; if so, roll it back.`,
  };
  const rules = [...maintenanceRules(application, settleSeconds), whole, base, part, heartbeat()];
  return { name: `${name}-outage`, rules };
}

const FIRING = 'alertstate="firing",';

/** What is known, in each alert's own words. */
const SIGNS = `{{ range query "ALERTS{alertstate='firing',joins!=''}" }} {{ .Labels.alertname }} of {{ .Labels.subject }}.{{ end }}`;

/** What is told of part by part, while it is not everything. */
function partsOf(signs: string, services: readonly string[]): string {
  return `max by (subject) (${signs}) unless on () (${wholeIsOut(services, "")})`;
}

function wholeIsOut(services: readonly string[], state: string): string {
  const front = `max(${unlessAllMaintained(`ALERTS{${state}joins="whole"}`)})`;
  if (services.length < 2) return front;
  const out = `max by (subject) (${servicesOut(state, `subject=~"${services.join("|")}",`)})`;
  return `${front} or (count(${out}) >= ${services.length})`;
}

/** Signs of services and workers that neither what they stand on explains, nor maintenance. */
function servicesOut(state: string, which = ""): string {
  const explained = `(ALERTS{joins="base"} or ALERTS{alertname="${OUTAGE}",scope="base"})`;
  return unlessMaintained(`ALERTS{${state}${which}joins="outage"} unless on () ${explained}`);
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
