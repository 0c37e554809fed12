import { componentChecks } from "../common/args";
import * as check from "../common/checks";
import { parseDuration, seconds } from "../common/duration";
import type { Mistakes } from "../common/errors";
import { NAME, NAME_HINT } from "../common/names";
import { eachOnce } from "../common/once";
import { recipientChecks } from "../notifications/rules";
import { logPolicy } from "./defaults";
import { LOG_LEVELS, type LogAggregationArgs, type LogPolicy, REDACTIONS } from "./index";

const LONGEST = "3653 days";
const DAYS = check.duration("1 day", LONGEST);

/** Checks of the policy alone, for specifications that carry one. */
export const logPolicyChecks: check.Checks<LogPolicy> = {
  retention: DAYS,
  archive: check.orFalse(DAYS),
  redact: check.all(check.list(check.oneOf(...REDACTIONS)), eachOnce("name each redaction once")),
  errorPattern: check.text(/^[\s\S]{1,1024}$/, "write at most 1024 characters"),
  errorThreshold: check.number({ min: 1, max: 1_000_000 }),
  level: check.oneOf(...LOG_LEVELS),
};

export const logChecks: check.Checks<LogAggregationArgs> = {
  ...componentChecks,
  ...logPolicyChecks,
  ...recipientChecks,
  pages: check.flag,
  // 50 is what one saved query of CloudWatch can look through.
  sources: check.all(check.list(check.text(NAME, NAME_HINT), { min: 1, max: 50 }), eachOnce("name each source once")),
};

/** Mistakes that only show when properties are looked at together. */
export const togetherCheck: check.Check = (value, path, mistakes) => {
  if (check.isPlainObject(value) && isPolicy(value)) checkAges(value, path, mistakes);
};

/** Whether durations can be compared; if not, each has its own message already. */
function isPolicy(value: Record<string, unknown>): value is LogPolicy & Record<string, unknown> {
  const { retention, archive } = value;
  return isAge(retention) && (archive === false || isAge(archive));
}

function isAge(value: unknown): boolean {
  if (value === undefined) return true;
  const age = typeof value === "string" ? parseDuration(value) : undefined;
  return age !== undefined && age <= seconds(LONGEST);
}

function checkAges(policy: LogPolicy, path: string, mistakes: Mistakes): void {
  const { retention, archive } = logPolicy(policy);
  if (archive !== false && seconds(archive) <= seconds(retention))
    mistakes.add(
      check.join(path, "archive"),
      `"${archive}" is not longer than the retention of "${retention}"; write a longer time, or false`,
    );
}
