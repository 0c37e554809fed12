import { existsSync } from "node:fs";
import { join } from "node:path";

/** Where Debian, and PostgreSQL's own packages for it, keep each major version's programs. */
const VERSIONS = "/usr/lib/postgresql";

/**
 * One of PostgreSQL's programs, as old as the server: a newer `pg_restore` asks for settings that an older server does not
 * have, and an older `pg_dump` refuses a newer server. The one that is found by its name, where there is none of its age.
 *
 * @param version  the server's, as its `server_version_num` tells it: 160004
 */
export function programFor(program: string, version: string | undefined, versions = VERSIONS): string {
  const major = Math.floor(Number(version) / 10_000);
  const path = join(versions, String(major), "bin", program);
  return existsSync(path) ? path : program;
}
