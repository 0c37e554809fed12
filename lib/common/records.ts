/** The same keys with other values. An absent record gives an empty one. */
export function mapValues<V, W>(
  record: Record<string, V> | undefined,
  change: (value: V, key: string) => W,
): Record<string, W> {
  return Object.fromEntries(Object.entries(record ?? {}).map(([key, value]) => [key, change(value, key)]));
}

/** What is there: the record without the keys whose value is undefined. */
export function present<T extends object>(record: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const there: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const key of Object.keys(record) as (keyof T)[]) {
    const value = record[key];
    if (value !== undefined) there[key] = value as Exclude<T[typeof key], undefined>;
  }
  return there;
}

/** A policy, where an absent one and `false` say nothing. */
export function given<Policy extends object>(policy: Policy | false | undefined): Partial<Policy> {
  return policy || {};
}
