import { z } from "zod";
import { byGravity } from "../gravity";
import type { FiringAlarm } from "../index";
import { ask } from "./ask";
import { nameOf, type System } from "./system";

const PURPOSE = "alarms";

/** What Alertmanager says of an alert (API v2, `gettableAlert`), and Prometheus of one of its rules'. */
const texts = z.record(z.string(), z.string());
const fromAlertmanager = z.array(z.object({ labels: texts, annotations: texts, startsAt: z.string() }));
const fromPrometheus = z.object({
  data: z.object({
    alerts: z.array(z.object({ labels: texts, annotations: texts, activeAt: z.string(), state: z.string() })),
  }),
});

interface Alert {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  since: string;
}

/**
 * What is firing: of Alertmanager where there is one, since it leaves out what an outage explains; else of Prometheus.
 */
export async function firingAlarms(system: System): Promise<FiringAlarm[]> {
  const [alertmanager] = (await system.containers("alertmanager")).filter(({ State }) => State === "running");
  const alerts = alertmanager ? await notified(system, nameOf(alertmanager)) : await evaluated(system);
  return alerts.filter(isForPeople).map(alarmOf).sort(byGravity);
}

async function notified(system: System, host: string): Promise<Alert[]> {
  const url = `http://${host}:9093/api/v2/alerts?active=true&silenced=false&inhibited=false`;
  const alerts = fromAlertmanager.parse(await ask(system, PURPOSE, url));
  return alerts.map(({ startsAt, ...alert }) => ({ ...alert, since: startsAt }));
}

/** Of each: a part that pages by itself has one of its own. */
async function evaluated(system: System): Promise<Alert[]> {
  await system.running("prometheus", PURPOSE);
  const running = (await system.containers("prometheus")).filter(({ State }) => State === "running");
  const answers = running.map(info => ask(system, PURPOSE, `http://${nameOf(info)}:9090/api/v1/alerts`));
  const alerts = (await Promise.all(answers)).flatMap(answer => fromPrometheus.parse(answer).data.alerts);
  const firing = alerts.filter(({ state }) => state === "firing");
  return firing.map(({ activeAt, ...alert }) => ({ ...alert, since: activeAt }));
}

/** Not the heartbeat, which has no severity, nor what is a part of an outage and told with it. */
function isForPeople({ labels: { severity, joins = "" } }: Alert): boolean {
  return severity !== undefined && severity !== "daily" && joins === "";
}

function alarmOf({ labels, annotations, since }: Alert): FiringAlarm {
  const { alertname = "", severity = "", subject = "" } = labels;
  return { name: alertname, severity, subject, since, summary: annotations.summary ?? annotations.description ?? "" };
}
