import { type Duration, days } from "../../common/duration";

/** Days that CloudWatch Logs can keep a group's logs (AWS, CloudWatch Logs API reference, "PutRetentionPolicy"). */
export const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const LONGEST = 3653;

/** The days that are asked for, rounded up to what CloudWatch Logs offers. */
export function retentionDays(asked: Duration): number {
  return RETENTION_DAYS.find(offered => offered >= days(asked)) ?? LONGEST;
}
