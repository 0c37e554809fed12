import type { Connection } from "../../../../lib/steward/connection";
import { SpecError } from "../spec";

type Known = Omit<Connection, "passwordFile"> & { password: string };

const ENGINES: Record<string, { engine: Connection["engine"]; port: number }> = {
  "postgres:": { engine: "postgres", port: 5432 },
  "postgresql:": { engine: "postgres", port: 5432 },
  "mysql:": { engine: "mysql", port: 3306 },
};

const HINT = "write postgres://user:password@host:5432/name, or mysql://…, with what is special in a password as %…";

/** The parts of a database's URL, which no message shows. @throws SpecError, which names the variable, when it is none */
export function connectionOf(url: string, variable: string): Known {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const known = parsed && ENGINES[parsed.protocol];
  if (!parsed || !known) throw new SpecError(`${variable}: is no URL of a database; ${HINT}`);
  const [host, user, password, database] = [
    parsed.hostname,
    decoded(parsed.username),
    decoded(parsed.password),
    decoded(parsed.pathname.slice(1)),
  ];
  if (!host || !user || !password || !database)
    throw new SpecError(`${variable}: lacks a host, user, password or name; ${HINT}`);
  const at = { host, port: Number(parsed.port) || known.port, user, password, database };
  return { engine: known.engine, ...at, ...(asksForTls(parsed.searchParams) && { tls: true }) };
}

/** What PostgreSQL's tools call `sslmode`, MySQL's call `ssl-mode`. */
function asksForTls(parameters: URLSearchParams): boolean {
  const mode = parameters.get("sslmode") ?? parameters.get("ssl-mode") ?? "";
  return /^(?:require|verify)/i.test(mode);
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
