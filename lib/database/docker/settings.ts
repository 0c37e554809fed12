import { seconds } from "../../common/duration";
import { mebibytes } from "../../common/size";
import type { DatabaseSpec } from "../index";
import { ARCHIVE, SETTINGS } from "./paths";

/** The longest that a committed transaction waits to be archived, so that it can be shipped: as often as the log is shipped. */
const ARCHIVE_TIMEOUT_SECONDS = 300;

/**
 * The server's settings. Shares of memory as PostgreSQL's manual advises ("Resource Consumption": a quarter for
 * shared_buffers; "Query Planning": what the system caches besides).
 */
export function serverSettings(spec: Required<DatabaseSpec>): Record<string, string> {
  const memory = mebibytes(spec.memory);
  const slow = spec.slowQueries === false ? -1 : Math.max(1, Math.round(seconds(spec.slowQueries) * 1000));
  return {
    listen_addresses: "*",
    hba_file: `${SETTINGS}/pg_hba.conf`,
    password_encryption: "scram-sha-256",
    max_connections: String(spec.connections),
    shared_buffers: `${Math.floor(memory / 4)}MB`,
    effective_cache_size: `${Math.floor((memory * 3) / 4)}MB`,
    maintenance_work_mem: `${Math.min(1_024, Math.max(16, Math.floor(memory / 16)))}MB`,
    // All connections at once, with one sort each, take half of what the cache leaves.
    work_mem: `${Math.max(1, Math.floor((memory * 3) / 8 / spec.connections))}MB`,
    shared_preload_libraries: "pg_stat_statements",
    log_min_duration_statement: String(slow),
    log_checkpoints: "on",
    log_lock_waits: "on",
    log_line_prefix: "%m [%p] %q%u@%d ",
    wal_level: "replica",
    wal_compression: "on",
    archive_mode: "on",
    archive_timeout: `${ARCHIVE_TIMEOUT_SECONDS}s`,
    archive_command: `sh ${SETTINGS}/archive.sh "%p" "%f" ${ARCHIVE}`,
  };
}

/** The settings as the server's arguments. */
export function serverArguments(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
