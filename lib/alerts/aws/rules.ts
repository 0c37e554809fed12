import { componentChecks } from "../../common/args";
import * as check from "../../common/checks";
import type { Mistakes } from "../../common/errors";
import { isNotifications } from "../../notifications/aws";
import { oneRecipient, recipientChecks } from "../../notifications/rules";
import { alertPolicyChecks, dailyChecks } from "../rules";
import type { AwsAlertThresholdsArgs, BusinessMetric } from "./args";
import { watchCheck } from "./watchRules";

const businessMetric = check.object<BusinessMetric>(
  {
    label: check.text(),
    namespace: check.text(),
    metricName: check.text(),
    dimensions: check.record(check.text()),
    statistic: check.oneOf("Sum", "Average", "Minimum", "Maximum", "SampleCount"),
  },
  { required: ["label", "namespace", "metricName"] },
);

const shape = check.object<AwsAlertThresholdsArgs>(
  {
    ...componentChecks,
    ...alertPolicyChecks,
    ...recipientChecks,
    notifications: isNotifications,
    watch: watchCheck,
    health: joins,
    daily: check.object<NonNullable<AwsAlertThresholdsArgs["daily"]>>({
      ...dailyChecks,
      metrics: check.list(businessMetric),
    }),
    transform: check.anything,
  },
  { required: ["watch"] },
);

export const alertCheck: check.Check = check.all(shape, oneRecipient);

/** Health alarms that page by themselves would page a second time for the same outage. */
function joins(value: unknown, path: string, mistakes: Mistakes): void {
  if (!check.isPlainObject(value) || !Array.isArray(value.outage))
    mistakes.add(path, "has no alarms to join; write new aws.HealthCheckAlarms(…), or leave it out");
  else if (value.pages !== false)
    mistakes.add(path, "pages by itself, so that an outage would page twice; make it with pages: false");
}
