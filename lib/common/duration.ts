const UNIT_SECONDS = {
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
} as const;

type Unit = keyof typeof UNIT_SECONDS;

/** A length of time with its unit: `"30 seconds"`, `"15 minutes"`, `"1 day"`, `"8 weeks"`. */
export type Duration = `${number} ${Unit | `${Unit}s`}`;

const DURATION = /^(\d+(?:\.\d+)?) (second|minute|hour|day|week)s?$/;

/** The duration in seconds, or `undefined` for a text that is none. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = DURATION.exec(text) ?? [];
  if (count === undefined || !isUnit(unit)) return undefined;
  return Number(count) * UNIT_SECONDS[unit];
}

function isUnit(text: string | undefined): text is Unit {
  return text !== undefined && Object.hasOwn(UNIT_SECONDS, text);
}

/** The duration in seconds. @throws RangeError for a text that is no duration. */
export function seconds(duration: Duration): number {
  const parsed = parseDuration(duration);
  if (parsed === undefined) throw new RangeError(`"${duration}" is no duration; write for example "15 minutes"`);
  return parsed;
}

/** The duration in days, rounded up. @throws RangeError for a text that is no duration. */
export function days(duration: Duration): number {
  return Math.ceil(seconds(duration) / UNIT_SECONDS.day);
}

/** The shortest way to say a number of seconds: `900` → `"15 minutes"`. */
export function formatDuration(totalSeconds: number): Duration {
  const units: Unit[] = ["week", "day", "hour", "minute", "second"];
  const fits = (candidate: Unit) =>
    totalSeconds >= UNIT_SECONDS[candidate] && totalSeconds % UNIT_SECONDS[candidate] === 0;
  const unit = units.find(fits) ?? "second";
  const count = totalSeconds / UNIT_SECONDS[unit];
  return count === 1 ? `${count} ${unit}` : `${count} ${unit}s`;
}
