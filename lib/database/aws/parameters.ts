import { seconds } from "../../common/duration";
import type { DatabaseEngine } from "../index";
import type { Kind } from "./engines";
import type { Wanted } from "./wanted";

interface Parameter {
  name: string;
  value: string;
  applyMethod: "immediate" | "pending-reboot";
}

/**
 * The settings of a server: encrypted connections alone, slow queries in the log, and how many connections there may be
 * (Amazon RDS user guide, "PostgreSQL database log files", "RDS for MySQL slow query and general logs", "Using SSL/TLS").
 */
export function parametersOf({ engine, kind, slowQueries, connections, tls }: Wanted): Parameter[] {
  const limit = now("max_connections", String(connections));
  return BY_ENGINE[engine](slowQueries === false ? undefined : seconds(slowQueries), tls, kind).concat(
    engine === "postgres" ? { ...limit, applyMethod: "pending-reboot" } : limit,
  );
}

/** Of MySQL's `require_secure_transport`: a number to an instance, a word to Aurora (prowler-cloud/prowler#4116). */
const SECURE: Record<Kind, { off: string; on: string }> = {
  instance: { off: "0", on: "1" },
  aurora: { off: "OFF", on: "ON" },
};

const BY_ENGINE: Record<DatabaseEngine, (slow: number | undefined, tls: boolean, kind: Kind) => Parameter[]> = {
  postgres: (slow, tls) => [
    now("log_min_duration_statement", slow === undefined ? "-1" : String(Math.round(slow * 1_000))),
    { ...now("rds.force_ssl", tls ? "1" : "0"), applyMethod: "pending-reboot" },
  ],
  mysql: (slow, tls, kind) => [
    // RDS sends files to CloudWatch; by default MySQL writes into a table there.
    now("log_output", "FILE"),
    now("slow_query_log", slow === undefined ? "0" : "1"),
    now("long_query_time", String(slow ?? 10)),
    now("require_secure_transport", SECURE[kind][tls ? "on" : "off"]),
  ],
};

function now(name: string, value: string): Parameter {
  return { name, value, applyMethod: "immediate" };
}
