/** The same keys with other values. An absent record gives an empty one. */
export function mapValues<V, W>(
  record: Record<string, V> | undefined,
  change: (value: V, key: string) => W,
): Record<string, W> {
  return Object.fromEntries(Object.entries(record ?? {}).map(([key, value]) => [key, change(value, key)]));
}
