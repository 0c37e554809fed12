import type { CacheSpec } from "./index";

/** The specification with its defaults. */
export function cacheSpec(args: CacheSpec): Required<CacheSpec> {
  return { memory: args.memory ?? "256MiB", persistent: args.persistent ?? false };
}
