const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];

/** An amount of data for a person: `1536` → `"1.5 KiB"`. */
export function size(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length - 1);
  return `${Math.round((bytes / 1024 ** power) * 10) / 10} ${UNITS[power]}`;
}

/** An age for a person, in the largest unit of which there are two: `90_000` → `"25 hours"`. */
export function age(seconds: number): string {
  const [length, unit] = (
    [
      [86_400, "days"],
      [3_600, "hours"],
      [60, "minutes"],
    ] as const
  ).find(([least]) => seconds >= 2 * least) ?? [1, "seconds"];
  return `${Math.floor(seconds / length)} ${unit}`;
}
