import { watchCheck } from "../../alerts/aws/watchRules";
import { componentChecks } from "../../common/args";
import { namedInLowerCase } from "../../common/aws/name";
import * as check from "../../common/checks";
import { isNotifications } from "../../notifications/aws";
import { oneRecipient, recipientChecks } from "../../notifications/rules";
import { healthPolicyChecks, regionsOf } from "../rules";
import type { AwsHealthCheckAlarmsArgs } from "./args";
import { ROUTE53_REGIONS } from "./outside";

const shape = check.object<AwsHealthCheckAlarmsArgs>(
  {
    ...componentChecks,
    ...healthPolicyChecks,
    ...recipientChecks,
    notifications: isNotifications,
    watch: watchCheck,
    pages: check.flag,
    regions: regionsOf(check.oneOf(...ROUTE53_REGIONS)),
    runtimeVersion: check.text(/^syn-nodejs-/, 'write a runtime for Node.js, such as "syn-nodejs-5.4"'),
    transform: check.transforms,
  },
  { required: ["watch"] },
);

export const healthCheck: check.Check = check.all(shape, oneRecipient);

/** The args, when neither they nor the name hold a mistake. @throws InputError with every mistake in them */
export function checked(name: string, args: AwsHealthCheckAlarmsArgs): AwsHealthCheckAlarmsArgs {
  // Canaries and buckets begin with it.
  return check.checked(name, args, check.all(namedInLowerCase(name), healthCheck));
}
