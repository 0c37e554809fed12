/** The same keys with other values. An absent record gives an empty one. */
export function mapValues<V, W>(
  record: Record<string, V> | undefined,
  change: (value: V, key: string) => W,
): Record<string, W> {
  return Object.fromEntries(Object.entries(record ?? {}).map(([key, value]) => [key, change(value, key)]));
}

/** What is there: the record without the keys whose value is undefined. */
export function present<T extends object>(record: T): Partial<T> {
  const there: Partial<T> = { ...record };
  for (const key in there) if (there[key] === undefined) delete there[key];
  return there;
}

/** A policy, where an absent one and `false` say nothing. */
export function given<Policy extends object>(policy: Policy | false | undefined): Partial<Policy> {
  return policy || {};
}
