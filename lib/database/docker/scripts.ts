import { UNFINISHED } from "../../steward/restore";
import { SHIPPING } from "../../steward/ship-wal";
import { ADMIN, ARCHIVE, EXPORTER, PASSWORDS } from "./paths";

/**
 * Archives a segment: `archive.sh <path> <name> <folder>`. It has its name only once it is whole and on the disk, and one
 * that is there already must be the same, as PostgreSQL asks ("Continuous Archiving"). Where nobody ships the log it is let go,
 * but for the histories of timelines, which are small and without which no later log can be read. Uses what the official images
 * have, with Alpine's as well.
 */
export const ARCHIVE_SCRIPT = `set -e
test -d "$3"
kept="$3/$2"
case "$2" in
  *.history) ;;
  *) if [ -z "$(find "$3/${SHIPPING.mark}" -mtime -${SHIPPING.days} 2>/dev/null)" ]; then exit 0; fi ;;
esac
if [ -e "$kept" ]; then exec cmp -s "$1" "$kept"; fi
cp "$1" "$kept.part"
sync "$kept.part"
mv "$kept.part" "$kept"
sync "$3"
`;

/**
 * Starts the server. A new volume belongs to root, whatever the image's user is. A server that is made anew names the segments
 * of its log as the one before did: what that one left in the archive goes aside, where a restore finds it and a week's purge
 * ends it. One that was stopped while its data were made has no role and no database that anybody knows, and would never get
 * them: it begins again.
 */
export const START_SCRIPT = `set -e
chown ${ADMIN} ${ARCHIVE}
touch "$PGDATA${UNFINISHED}"
chown ${ADMIN} "$PGDATA${UNFINISHED}"
if [ -s "$PGDATA${UNFINISHED}" ]; then rm -rf "$PGDATA"; fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  echo unfinished > "$PGDATA${UNFINISHED}"
  former="${ARCHIVE}/.before-$(date -u +%Y%m%dT%H%M%SZ)"
  for file in ${ARCHIVE}/[0-9A-F]*; do
    if [ ! -e "$file" ]; then break; fi
    mkdir -p "$former"
    mv "$file" "$former/"
  done
fi
exec docker-entrypoint.sh "$@"
`;

/** Who may ask the server from where: over the network by password, within its container as the administrator. */
export const ACCESS_RULES = `# type    database     user      address  method
local     all          all                trust
host      replication  ${ADMIN}  all      scram-sha-256
host      all          all       all      scram-sha-256
`;

const PSQL = "psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --dbname postgres";

const READ_PASSWORDS = `\\set owner_password \`cat ${PASSWORDS}/password\`
\\set exporter_password \`cat ${PASSWORDS}/exporter\``;

/**
 * Makes the application's database, its owner, and who reads the statistics. Run once, when the server's data is made;
 * passwords come from files, and are in no argument.
 */
export function makeDatabase(name: string): string {
  return `${PSQL} --username "$POSTGRES_USER" <<'END'
${READ_PASSWORDS}
create role "${name}" login password :'owner_password';
create role "${EXPORTER}" login password :'exporter_password' in role pg_monitor;
create database "${name}" owner "${name}";
\\connect "${name}"
create extension pg_stat_statements;
END
: > "$PGDATA${UNFINISHED}"
sync "$PGDATA${UNFINISHED}"
`;
}

/**
 * Gives the roles the passwords that this host knows. What was restored has those of the host that it comes from, which had
 * made up its own.
 */
export function setPasswords(name: string): string {
  return `${PSQL} --username ${ADMIN} <<'END'
${READ_PASSWORDS}
\\set admin_password \`cat ${PASSWORDS}/admin\`
alter role "${name}" password :'owner_password';
alter role "${EXPORTER}" password :'exporter_password';
alter role "${ADMIN}" password :'admin_password';
END
`;
}
