import { SEVERITIES, type Severity } from "../index";
import { type KnownChannel, type Means, type Receiver, receiver } from "./receivers";

/** All that Alertmanager is told, known. */
export interface AlertmanagerSpec extends Means {
  channels: Record<Severity, readonly KnownChannel[]>;
  heartbeat?: string | undefined;
  /** What the routes wait, where it is not to be the usual. */
  pace?: Partial<Record<Severity, Partial<RoutePace>>>;
}

/** How soon and how often a group of alerts is told of, in Prometheus's durations (Alertmanager, "Configuration", <route>). */
export interface RoutePace {
  group_wait: string;
  group_interval: string;
  repeat_interval: string;
}

/** So long that alerts of the same cause come together, and that what mutes them has come. */
const PACE: Record<Severity, RoutePace> = {
  critical: { group_wait: "15s", group_interval: "1m", repeat_interval: "4h" },
  degradation: { group_wait: "1m", group_interval: "5m", repeat_interval: "12h" },
  warning: { group_wait: "5m", group_interval: "15m", repeat_interval: "24h" },
  daily: { group_wait: "0s", group_interval: "1m", repeat_interval: "24h" },
};

const NOBODY = "nobody";

/** The name of the alert that always stands while all is well with the alerts themselves. */
export const HEARTBEAT = "Heartbeat";

/** The name of the alert that tells nobody, and stands while the maintenance page does. */
export const MAINTENANCE = "Maintenance";

/** The name of the alert that tells an outage, of all conditions that together are one. */
export const OUTAGE = "Outage";

/**
 * Alertmanager's configuration, as an object that is YAML when written as JSON.
 *
 * - Alerts that are only a part of an outage's rule (label `joins`) reach nobody by themselves.
 * - One group, and so one message, for each severity of each subject.
 * - What is critical of a subject mutes what is less of it, and so does its maintenance; an outage of everything mutes that
 *   of each part, and all degradations, which it explains, and so does maintenance of everything; an outage of what services
 *   stand on mutes what is less about them.
 */
export function alertmanagerConfig(spec: AlertmanagerSpec): object {
  const { channels, heartbeat } = spec;
  return {
    route: {
      receiver: NOBODY,
      group_by: ["severity", "subject"],
      routes: [
        ...(heartbeat === undefined ? [] : [heartbeatRoute()]),
        { receiver: NOBODY, matchers: [`alertname=~"${HEARTBEAT}|${MAINTENANCE}"`] },
        { receiver: NOBODY, matchers: ['joins!=""'] },
        ...SEVERITIES.map(severity => route(severity, { ...PACE[severity], ...spec.pace?.[severity] })),
      ],
    },
    inhibit_rules: [
      mutes(['severity="critical"'], [LESSER], ["subject"]),
      mutes([`alertname="${MAINTENANCE}"`], [LESSER], ["subject"]),
      mutes(EVERYTHING, ['part="yes"', 'scope!="whole"'], []),
      mutes(EVERYTHING, ['severity="degradation"'], []),
      mutes([`alertname="${OUTAGE}"`, 'scope="base"'], ['part="yes"', LESSER], []),
    ],
    receivers: [
      { name: NOBODY },
      ...heartbeats(heartbeat),
      ...SEVERITIES.map(each => receiver(each, channels[each], spec)),
    ],
  };
}

const LESSER = 'severity=~"degradation|warning"';

const EVERYTHING = [`alertname=~"${OUTAGE}|${MAINTENANCE}"`, 'scope="whole"'];

function route(severity: Severity, pace: RoutePace): object {
  return { receiver: severity, matchers: [`severity="${severity}"`], ...pace };
}

function heartbeatRoute(): object {
  const pace: RoutePace = { group_wait: "0s", group_interval: "1m", repeat_interval: "5m" };
  return { receiver: "heartbeat", matchers: [`alertname="${HEARTBEAT}"`], ...pace };
}

function heartbeats(url: string | undefined): Receiver[] {
  return url === undefined ? [] : [{ name: "heartbeat", webhook_configs: [{ url, send_resolved: false }] }];
}

function mutes(source_matchers: string[], target_matchers: string[], equal: string[]): object {
  return { source_matchers, target_matchers, equal };
}
