import type { DatabaseEngine } from "../index";
import type { Serverless } from "./args";

const MEBIBYTE = 1_048_576;

/** Memory of one Aurora capacity unit, in mebibytes. */
const UNIT_MEMORY = 2_048;

/**
 * The most connections that RDS lets in by default (Amazon RDS user guide, "Quotas and constraints", "Maximum number of
 * database connections"): `LEAST(DBInstanceClassMemory/9531392, 5000)` for PostgreSQL, `DBInstanceClassMemory/12582880` for
 * MySQL. RDS takes off what its own processes need, an amount that it does not tell, so that its own default is a little
 * lower; this figure is set as the parameter, so that it is the truth.
 */
export function connectionsOfInstance(engine: DatabaseEngine, memory: number): number {
  const bytes = memory * MEBIBYTE;
  return engine === "postgres" ? Math.min(Math.floor(bytes / 9_531_392), 5_000) : Math.floor(bytes / 12_582_880);
}

/**
 * The same of Aurora Serverless v2, which goes by the most memory that it may have (Amazon Aurora user guide, "Maximum
 * connections for Aurora Serverless v2"; "Maximum connections to an Aurora MySQL DB instance"): the same for PostgreSQL, but
 * no more than 2,000 where it may scale down to half a unit; for MySQL
 * `GREATEST(log(DBInstanceClassMemory/805306368)*45, log(DBInstanceClassMemory/8187281408)*1000)`, with logarithms to base 2.
 */
export function connectionsOfAurora(engine: DatabaseEngine, { min, max }: Serverless): number {
  const memory = max * UNIT_MEMORY;
  if (engine === "postgres") return Math.min(connectionsOfInstance(engine, memory), min <= 0.5 ? 2_000 : 5_000);
  const bytes = memory * MEBIBYTE;
  const most = Math.max(Math.log2(bytes / 805_306_368) * 45, Math.log2(bytes / 8_187_281_408) * 1_000);
  return Math.max(Math.floor(most), 10);
}
