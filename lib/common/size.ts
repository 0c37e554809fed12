/** An amount of memory or storage with its binary unit: `"512MiB"`, `"1GiB"`. */
export type Size = `${number}${"MiB" | "GiB" | "TiB"}`;

const UNIT_MEBIBYTES = { MiB: 1, GiB: 1_024, TiB: 1_048_576 } as const;
const SIZE = /^(\d+(?:\.\d+)?)(MiB|GiB|TiB)$/;

/** The size in mebibytes, or `undefined` for a text that is none. */
export function parseSize(text: string): number | undefined {
  const [, count, unit] = SIZE.exec(text) ?? [];
  if (count === undefined || unit === undefined) return undefined;
  return Number(count) * UNIT_MEBIBYTES[unit as keyof typeof UNIT_MEBIBYTES];
}

/** The size in mebibytes. @throws RangeError for a text that is no size. */
export function mebibytes(size: Size): number {
  const parsed = parseSize(size);
  if (parsed === undefined) throw new RangeError(`"${size}" is no size; write for example "512MiB" or "1GiB"`);
  return parsed;
}

/** The shortest way to say a number of mebibytes: `2048` → `"2GiB"`. */
export function formatSize(totalMebibytes: number): Size {
  if (totalMebibytes % UNIT_MEBIBYTES.GiB === 0) return `${totalMebibytes / UNIT_MEBIBYTES.GiB}GiB`;
  return `${totalMebibytes}MiB`;
}
