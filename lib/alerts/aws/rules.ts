import { componentChecks } from "../../common/args";
import * as check from "../../common/checks";
import { isNotifications } from "../../notifications/aws";
import { oneRecipient, recipientChecks } from "../../notifications/rules";
import { isGround } from "../../target/aws/place";
import { alertPolicyChecks, count, dailyChecks, percent } from "../rules";
import type { AwsAlertThresholdsArgs, BusinessMetric, CacheLimits } from "./args";
import { oneOfEach } from "./parts";
import { watchCheck } from "./watchRules";

const businessMetric = check.object<BusinessMetric>(
  {
    label: check.text(),
    namespace: check.text(),
    metricName: check.text(),
    dimensions: check.record(check.input(check.text())),
    statistic: check.oneOf("Sum", "Average", "Minimum", "Maximum", "SampleCount"),
  },
  { required: ["label", "namespace", "metricName"] },
);

const cache = check.object<CacheLimits>({
  cpu: percent,
  memory: percent,
  evictions: count,
  replicaLag: check.orFalse(check.duration("1 second", "1 day")),
  credits: count,
});

const shape = check.object<AwsAlertThresholdsArgs>(
  {
    ...componentChecks,
    ...alertPolicyChecks,
    ...recipientChecks,
    notifications: isNotifications,
    watch: watchCheck,
    foundation: isGround,
    stewardImage: check.input(check.text()),
    health: joins("new aws.HealthCheckAlarms(…)", "so that an outage would page twice"),
    logs: joins("new aws.LogAggregation(…)", "also while there is an outage"),
    cache,
    parts: check.anything,
    daily: check.object<NonNullable<AwsAlertThresholdsArgs["daily"]>>({
      ...dailyChecks,
      metrics: check.list(businessMetric),
    }),
    transform: check.transforms,
  },
  { required: ["watch"] },
);

export const alertCheck: check.Check = check.all(shape, oneRecipient, oneOfEach);

/** Alarms that tell by themselves would tell a second time of the same outage. */
function joins(component: string, consequence: string): check.Check {
  return (value, path, mistakes) => {
    if (!check.isPlainObject(value) || !check.isPlainObject(value.degradation))
      mistakes.add(path, `has no alarms to join; write ${component}, or leave it out`);
    else if (value.pages !== false) mistakes.add(path, `pages by itself, ${consequence}; make it with pages: false`);
  };
}
