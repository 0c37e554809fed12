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
  const days = weekday === "*" ? [day, "?"] : ["?", weekdayNames(weekday)];
  return `cron(${minute} ${hour} ${days[0]} ${month.toUpperCase()} ${days[1]} *)`;
}

function weekdayNames(field: string): string {
  const [range = "", step] = field.split("/");
  const named = range.replace(/\d/g, digit => WEEKDAYS[Number(digit)] ?? digit).toUpperCase();
  return step === undefined ? named : `${named}/${step}`;
}
