import * as check from "../common/checks";
import type { Mistakes } from "../common/errors";
import { eachOnce } from "../common/once";
import type { CertificateDays, HealthPolicy } from "./index";

const days = check.number({ min: 1, max: 90 });

const certificate = check.all(check.object<CertificateDays>({ warning: days, critical: days }), warnsFirst);

export const healthPolicyChecks: check.Checks<HealthPolicy> = {
  interval: check.orFalse(check.duration("1 second", "1 hour")),
  timeout: check.duration("1 second", "30 seconds"),
  regions: regionsOf(check.text()),
  certificate: check.orFalse(certificate),
};

/** At least three places, each of them another one. */
export function regionsOf(each: check.Check): check.Check {
  return check.all(check.list(each, { min: 3 }), eachOnce("name each region once"));
}

function warnsFirst(value: unknown, path: string, mistakes: Mistakes): void {
  if (!check.isPlainObject(value)) return;
  const { warning = 30, critical = 7 } = value;
  if (typeof warning === "number" && typeof critical === "number" && warning <= critical)
    mistakes.add(`${path}.warning`, `${warning} is not more than critical, ${critical}; write more days`);
}
