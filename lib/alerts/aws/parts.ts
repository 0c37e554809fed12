import { type Check, isPlainObject, join } from "../../common/checks";
import type { WatchedCache, WatchedDatabase } from "../../target/aws/watch";

/** What the databases among an application's parts say is to be watched of them. */
export function databasesOf(parts: readonly unknown[]): WatchedDatabase[] {
  return parts.flatMap(part => (isDatabase(part) ? [part.watched] : []));
}

/** The same of caches whose nodes are known. */
export function cachesOf(parts: readonly unknown[]): WatchedCache[] {
  return parts.flatMap(part => (isCache(part) ? [part.watched] : []));
}

function isDatabase(part: unknown): part is { watched: WatchedDatabase } {
  if (!isPlainObject(part) || !isPlainObject(part.watched)) return false;
  return "instanceIdentifier" in part.watched || "clusterIdentifier" in part.watched;
}

function isCache(part: unknown): part is { watched: WatchedCache } {
  if (!isPlainObject(part) || !isPlainObject(part.watched)) return false;
  const { nodes } = part.watched;
  return Array.isArray(nodes) && nodes.length > 0;
}

/** Alarms are named after what they are about, so that they can be about one database and one cache. */
export const oneOfEach: Check = (value, path, mistakes) => {
  if (!isPlainObject(value) || !isPlainObject(value.watch)) return;
  const parts = Array.isArray(value.parts) ? value.parts : [];
  const databases = databasesOf(parts).length;
  if (value.watch.database !== undefined && databases > 0)
    mistakes.add(join(path, "watch.database"), "stands beside a database in parts; leave out one of the two");
  for (const [kind, found] of Object.entries({ database: databases, cache: cachesOf(parts).length })) {
    if (found > 1)
      mistakes.add(join(path, "parts"), `have more than one ${kind}; give each other one alert thresholds of its own`);
  }
};
