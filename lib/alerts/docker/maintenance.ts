import type { AlertRule, Monitoring } from "../../common/docker/monitoring";
import { MAINTENANCE } from "../../notifications/docker/config";
import { MAINTENANCE_METRICS } from "../../steward/proxy/shown";
import { EVERYBODY } from "../../steward/proxy/state";
import type { DockerWatch } from "../../target/docker/watch";

const { metric, path } = MAINTENANCE_METRICS;

/** The name under which the proxy is asked before whom the maintenance page stands. */
export function maintenanceJob(name: string): string {
  return `${name}-maintenance`;
}

/** The page answers 503, which looks like an outage; so the proxy is asked whether it is meant. */
export function maintenanceMonitoring(name: string, { proxy }: Pick<DockerWatch, "proxy">): Monitoring {
  return { scrapes: proxy === undefined ? [] : [{ job: maintenanceJob(name), targets: [proxy], path }], rules: [] };
}

/**
 * Tell nobody, and mute what is planned: alerts on the same subject, or when the page stands before everything, on every
 * part. They stand on until what looks back on the page no longer sees it.
 */
export function maintenanceRules(application: string, keepSeconds: number): AlertRule[] {
  const rule = { alert: MAINTENANCE, severity: "daily", keepSeconds } as const;
  const description = 'First: nothing; "daytwo maintenance off" ends it.';
  return [
    {
      ...rule,
      subject: "{{ $labels.subject }}",
      expr: `max by (subject) (${metric}{subject!="${EVERYBODY}"})`,
      summary: "The maintenance page stands before {{ $labels.subject }}.",
      description,
    },
    {
      ...rule,
      subject: application,
      scope: "whole",
      expr: `max(${metric}{subject="${EVERYBODY}"})`,
      summary: `The maintenance page stands before all of ${application}.`,
      description,
    },
  ];
}

const STANDS = `ALERTS{alertname="${MAINTENANCE}"`;

/** What of everything no maintenance explains. */
export function unlessAllMaintained(signs: string): string {
  return `${signs} unless on () ${STANDS},scope="whole"}`;
}

/** The same of signs that have a subject. */
export function unlessMaintained(signs: string): string {
  return unlessAllMaintained(`${signs} unless on (subject) ${STANDS},scope=""}`);
}
