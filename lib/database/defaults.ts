import type { DatabaseEngine, DatabaseSpec } from "./index";

/** The newest major version that the steward's tools can dump. */
const NEWEST: Record<DatabaseEngine, string> = { postgres: "17", mysql: "8.4" };

/** The specification with its defaults. */
export function databaseSpec(args: DatabaseSpec): Required<DatabaseSpec> {
  const engine = args.engine ?? "postgres";
  return {
    engine,
    version: args.version ?? NEWEST[engine],
    name: args.name ?? "app",
    cpu: args.cpu ?? 1,
    memory: args.memory ?? "1GiB",
    connections: args.connections ?? 100,
    slowQueries: args.slowQueries ?? "0.5 seconds",
  };
}
