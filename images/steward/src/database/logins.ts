import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import type { Login } from "./engine";

/** What PostgreSQL itself takes (src/include/common/scram-common.h, SCRAM_DEFAULT_ITERATIONS). */
const ITERATIONS = 4_096;

/** One who owns what both logins make, and a login that acts as that one from its first statement on. */
export function postgresLogin({ user, password, database, owner }: Login): string[] {
  return [
    made(owner, "nologin"),
    // From PostgreSQL 16 on, who makes a role is not yet allowed to act as it, nor to give it what is to be its own.
    `grant "${owner}" to current_user`,
    `alter database "${database}" owner to "${owner}"`,
    made(user, "login"),
    `alter role "${user}" login password '${scramVerifier(password)}'`,
    `grant "${owner}" to "${user}"`,
    `alter role "${user}" set role = '${owner}'`,
  ];
}

function made(role: string, how: string): string {
  return `do $$ begin if not exists (select from pg_roles where rolname = '${role}') then create role "${role}" ${how}; end if; end $$`;
}

/** MySQL hides passwords in its logs by itself, and has no owners. */
export function mysqlLogin({ user, password, database }: Login): string[] {
  const who = `'${user}'@'%'`;
  const quoted = `'${password.replace(/['\\]/g, character => `\\${character}`)}'`;
  return [
    `create user if not exists ${who} identified by ${quoted}`,
    `alter user ${who} identified by ${quoted}`,
    `grant all privileges on \`${database}\`.* to ${who}`,
  ];
}

/** The form in which PostgreSQL keeps a password: what it logs of a statement then gives nothing away (RFC 5803). */
function scramVerifier(password: string, salt = randomBytes(16)): string {
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, "sha256");
  const keyed = (text: string) => createHmac("sha256", salted).update(text).digest();
  const stored = createHash("sha256").update(keyed("Client Key")).digest("base64");
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString("base64")}$${stored}:${keyed("Server Key").toString("base64")}`;
}
