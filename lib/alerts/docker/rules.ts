import { componentChecks } from "../../common/args";
import * as check from "../../common/checks";
import { isMonitored } from "../../common/docker/monitoring";
import { isFoundation } from "../../foundation/docker";
import { isNotifications } from "../../notifications/docker";
import { dockerNotifyCheck, reachableAlone } from "../../notifications/docker/rules";
import { oneRecipient } from "../../notifications/rules";
import { alertPolicyChecks, dailyChecks } from "../rules";
import type { DockerAlertThresholdsArgs, Waits } from "./args";
import { LONGEST_SECONDS } from "./requests";
import { onOneNetwork, watchCheck } from "./watchRules";

const measured: check.Check = (value, path, mistakes) => {
  alertPolicyChecks.responseTime(value, path, mistakes);
  if (typeof value === "number" && value >= LONGEST_SECONDS && value <= 4_000)
    mistakes.add(path, `${value} s is more than the proxy measures; write less than ${LONGEST_SECONDS}, or false`);
};

const shape = check.object<DockerAlertThresholdsArgs>(
  {
    ...componentChecks,
    ...alertPolicyChecks,
    foundation: isFoundation,
    notifications: isNotifications,
    notify: dockerNotifyCheck,
    responseTime: measured,
    watch: watchCheck,
    health: joins("new docker.HealthCheckAlarms(…)", "so that an outage would page twice"),
    logs: joins("new docker.LogAggregation(…)", "also while there is an outage"),
    parts: check.list(monitored),
    disk: alertPolicyChecks.cpu,
    after: check.object<Waits>({
      degradation: check.duration("1 minute", "1 hour"),
      // A third of it is averaged, in which there must be several measurements.
      warning: check.duration("3 minutes", "1 day"),
    }),
    retention: check.duration("1 day", "400 days"),
    daily: check.object<NonNullable<DockerAlertThresholdsArgs["daily"]>>({
      ...dailyChecks,
      queries: check.record(check.text()),
    }),
    transform: check.transforms,
  },
  { required: ["watch"] },
);

export const alertCheck: check.Check = check.all(shape, oneRecipient, reachableAlone, onOneNetwork);

/** Alarms that tell by themselves would tell a second time of the same outage. */
function joins(component: string, consequence: string): check.Check {
  return (value, path, mistakes) => {
    if (!isMonitored(value)) mistakes.add(path, `has no alarms to join; write ${component}, or leave it out`);
    else if (!("pages" in value) || value.pages !== false)
      mistakes.add(path, `pages by itself, ${consequence}; make it with pages: false`);
  };
}

/** A part of which there is nothing to watch is no mistake: the application gives all that it has. */
function monitored(value: unknown, path: string, mistakes: Parameters<check.Check>[2]): void {
  if (!check.isPlainObject(value)) mistakes.add(path, "is no component; write one of this row, such as the database");
}
