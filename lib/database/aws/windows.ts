const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const MINUTES_A_DAY = 1_440;
const MINUTES_A_WEEK = 7 * MINUTES_A_DAY;

/** RDS's least, for both windows (Amazon RDS user guide, "Backup window", "The Amazon RDS maintenance window"). */
const SHORTEST = 30;

const CLOCK = "([01]\\d|2[0-3]):([0-5]\\d)";
const DAILY = new RegExp(`^${CLOCK}-${CLOCK}$`);
const WEEKLY = new RegExp(`^(${DAYS.join("|")}):${CLOCK}-(${DAYS.join("|")}):${CLOCK}$`);

/** A window within a day or a week: its first minute, and how many it has. */
export interface Window {
  start: number;
  length: number;
}

/** "02:00-03:00" in UTC, half an hour at least. */
export function dailyWindow(text: string): Window | undefined {
  const [, ...parts] = DAILY.exec(text) ?? [];
  const [fromHour, fromMinute, toHour, toMinute] = parts.map(Number);
  return windowOf(at(fromHour, fromMinute), at(toHour, toMinute), MINUTES_A_DAY);
}

/** "sun:07:00-sun:08:00" in UTC, half an hour to a day. */
export function weeklyWindow(text: string): Window | undefined {
  const [, fromDay = "", fromHour, fromMinute, toDay = "", toHour, toMinute] = WEEKLY.exec(text) ?? [];
  const start = dayStart(fromDay) + at(Number(fromHour), Number(fromMinute));
  const window = windowOf(start, dayStart(toDay) + at(Number(toHour), Number(toMinute)), MINUTES_A_WEEK);
  return window && window.length <= MINUTES_A_DAY ? window : undefined;
}

/** Whether a window of every day and one of the week ever meet. */
export function windowsMeet(daily: Window, weekly: Window): boolean {
  return Array.from({ length: 9 }, (_, day) => (day - 1) * MINUTES_A_DAY + daily.start).some(
    start => start < weekly.start + weekly.length && weekly.start < start + daily.length,
  );
}

/** Whether two windows of every day meet. */
export function dailyWindowsMeet(one: Window, other: Window): boolean {
  return [-MINUTES_A_DAY, 0, MINUTES_A_DAY].some(
    days => one.start + days < other.start + other.length && other.start < one.start + days + one.length,
  );
}

function windowOf(start: number, end: number, round: number): Window | undefined {
  const length = (end - start + round) % round;
  return length >= SHORTEST ? { start, length } : undefined;
}

function at(hour = Number.NaN, minute = Number.NaN): number {
  return hour * 60 + minute;
}

function dayStart(day: string): number {
  return DAYS.indexOf(day) * MINUTES_A_DAY;
}
