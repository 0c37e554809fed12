import type { FiringAlarm } from "./index";

const GRAVITY = ["critical", "degradation", "warning"];

/** The gravest first, and of those the oldest. */
export function byGravity(one: FiringAlarm, other: FiringAlarm): number {
  const gravity = GRAVITY.indexOf(one.severity) - GRAVITY.indexOf(other.severity);
  return gravity || one.since.localeCompare(other.since);
}
