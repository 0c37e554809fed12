import { join } from "../../common/checks";
import type { Mistakes } from "../../common/errors";
import { dailyWindow, dailyWindowsMeet, type Window, weeklyWindow, windowsMeet } from "../../database/aws/windows";
import { backupPolicy } from "../defaults";
import type { BesideDatabase } from "./askedRules";
import { START_MINUTES } from "./plans";
import { recoveryIn } from "./recovery";

/** In minutes. */
const BEFORE = 60;

/**
 * Snapshots of an instance of RDS fail that are to begin within its windows, or in the hour before, unless AWS Backup keeps
 * every moment of it as well: then it finds a time by itself (AWS Backup developer guide, "Troubleshooting AWS Backup").
 */
export function checkWindows(args: BesideDatabase, path: string, mistakes: Mistakes): void {
  const { hour, pointInTime } = backupPolicy(args);
  const { closed, continuous } = recoveryIn(args.database) ?? {};
  if (!closed || (continuous && pointInTime !== false) || typeof hour !== "number") return;
  const begin = { start: hour * 60, length: START_MINUTES };
  const told = (window: string, text: string) =>
    mistakes.add(
      join(path, "hour"),
      `${hour} is within the database's ${window}, "${text}", or the hour before, when AWS Backup can begin no snapshot; write another hour, or another ${window}`,
    );
  const { maintenanceWindow, backupWindow } = closed;
  const weekly = weeklyWindow(maintenanceWindow);
  if (weekly && windowsMeet(begin, withHourBefore(weekly))) told("maintenanceWindow", maintenanceWindow);
  const daily = backupWindow === undefined ? undefined : dailyWindow(backupWindow);
  if (backupWindow !== undefined && daily && dailyWindowsMeet(begin, withHourBefore(daily)))
    told("backupWindow", backupWindow);
}

function withHourBefore({ start, length }: Window): Window {
  return { start: start - BEFORE, length: length + BEFORE };
}
