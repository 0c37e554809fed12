const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

/**
 * Five fields of cron in EventBridge's six: `"0 3 * * 1"` → `"cron(0 3 ? * MON *)"`. EventBridge counts the days of the
 * week from 1 = Sunday, so they go by name; and it takes a day of the month or of the week, not both.
 *
 * @returns `undefined` when both days are given
 */
export function eventBridgeCron(expression: string): string | undefined {
  const [minute = "*", hour = "*", day = "*", month = "*", weekday = "*"] = expression.split(" ");
  if (day !== "*" && weekday !== "*") return undefined;
  const days = weekday === "*" ? [day, "?"] : ["?", weekday.split(",").map(weekdays).join(",")];
  return `cron(${minute} ${hour} ${days[0]} ${month.toUpperCase()} ${days[1]} *)`;
}

/**
 * `"1-5"` → `"MON-FRI"`, `"1-5/2"` → `"MON,WED,FRI"`. EventBridge knows no steps in this field, and its week begins on
 * Sunday: what has a step, or ends on Sunday, is listed.
 */
function weekdays(part: string): string {
  const [range = "", step] = part.split("/");
  const [first, last] = bounds(range, step !== undefined);
  if (first === last) return dayName(first);
  if (step === undefined && last < 7) return `${dayName(first)}-${dayName(last)}`;
  const stride = Number(step ?? 1);
  const count = Math.floor((last - first) / stride) + 1;
  return Array.from({ length: count }, (_, index) => dayName(first + index * stride)).join(",");
}

function bounds(range: string, stepped: boolean): [first: number, last: number] {
  if (range === "*") return [0, 6];
  const [first = 0, last = stepped ? 6 : first] = range.split("-").map(dayNumber);
  return [first, last];
}

function dayNumber(day: string): number {
  const index = WEEKDAYS.indexOf(day.toUpperCase());
  return index < 0 ? Number(day) : index;
}

function dayName(day: number): string {
  return WEEKDAYS[day] ?? String(day);
}
