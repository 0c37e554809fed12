import type { DatabaseEngine } from "../index";

/** What RDS and Aurora call things that differ between engines. */
interface EngineFacts {
  port: number;
  /** Versions that are offered, as RDS and as Aurora (Amazon RDS and Aurora user guides, "release calendars"). */
  versions: { instance: readonly string[]; aurora: readonly string[] };
  /** The engine's own name, as RDS and as Aurora. */
  names: { instance: "postgres" | "mysql"; aurora: "aurora-postgresql" | "aurora-mysql" };
  /** The logs that go to CloudWatch. Slow queries stand in the last one. */
  logs: readonly string[];
  /** Names that the engine keeps for itself (Amazon RDS user guide, "Quotas and constraints", and the engines' reserved words). */
  reserved: ReadonlySet<string>;
}

const RESERVED_EVERYWHERE = [
  "admin",
  "rdsadmin",
  "root",
  "user",
  "database",
  "table",
  "select",
  "group",
  "order",
  "default",
];

export const ENGINE_FACTS: Record<DatabaseEngine, EngineFacts> = {
  postgres: {
    port: 5432,
    versions: { instance: ["14", "15", "16", "17"], aurora: ["14", "15", "16", "17"] },
    names: { instance: "postgres", aurora: "aurora-postgresql" },
    logs: ["upgrade", "postgresql"],
    reserved: new Set([
      ...RESERVED_EVERYWHERE,
      "public",
      "all",
      "end",
      "limit",
      "offset",
      "rdsrepladmin",
      "rds_superuser",
    ]),
  },
  mysql: {
    port: 3306,
    versions: { instance: ["8.0", "8.4"], aurora: ["8.0"] },
    names: { instance: "mysql", aurora: "aurora-mysql" },
    logs: ["error", "slowquery"],
    reserved: new Set([...RESERVED_EVERYWHERE, "innodb", "tmp", "key", "index", "rdsrepladmin"]),
  },
};

const BY_NAME: ReadonlyMap<unknown, EngineFacts> = new Map(Object.entries(ENGINE_FACTS));

/** The facts of what a user wrote as an engine; `undefined` for what is none. */
export function factsOf(engine: unknown): EngineFacts | undefined {
  return BY_NAME.get(engine);
}

export type Kind = keyof EngineFacts["versions"];

/** Aurora's logs have no "upgrade". */
export function logsOf(engine: DatabaseEngine, kind: Kind): readonly string[] {
  return ENGINE_FACTS[engine].logs.filter(log => kind === "instance" || log !== "upgrade");
}

/** The version as users write it, without its minor part: "16" of "16.4", "8.4" of "8.4". */
export function majorOf(engine: DatabaseEngine, version: string): string {
  return engine === "postgres" ? (version.split(".")[0] ?? version) : version;
}

/** "postgres16", "mysql8.4", "aurora-postgresql16": the last is (unverified) for versions newer than 16. */
export function familyOf(engine: DatabaseEngine, kind: Kind, version: string): string {
  return `${ENGINE_FACTS[engine].names[kind]}${majorOf(engine, version)}`;
}
