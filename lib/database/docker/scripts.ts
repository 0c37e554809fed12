import { ADMIN, ARCHIVE, EXPORTER, PASSWORDS } from "./paths";

/**
 * Archives a segment: `archive.sh <path> <name> <folder>`. It has its name only once it is whole and on the disk, and one
 * that is there already must be the same, as PostgreSQL asks ("Continuous Archiving"). Uses what the official images have,
 * with Alpine's as well.
 */
export const ARCHIVE_SCRIPT = `set -e
kept="$3/$2"
if [ -e "$kept" ]; then exec cmp -s "$1" "$kept"; fi
cp "$1" "$kept.part"
sync "$kept.part"
mv "$kept.part" "$kept"
sync "$3"
`;

/** Starts the server. A new volume belongs to root, whatever the image's user is. */
export const START_SCRIPT = `set -e
chown ${ADMIN} ${ARCHIVE}
exec docker-entrypoint.sh "$@"
`;

/** Who may ask the server from where: over the network by password, within its container as the administrator. */
export const ACCESS_RULES = `# type    database     user      address  method
local     all          all                trust
host      replication  ${ADMIN}  all      scram-sha-256
host      all          all       all      scram-sha-256
`;

/**
 * Makes the application's database, its owner, and who reads the statistics. Run once, when the server's data is made;
 * passwords come from files, and are in no argument.
 */
export function makeDatabase(name: string): string {
  return `psql --no-psqlrc --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<'END'
\\set owner_password \`cat ${PASSWORDS}/password\`
\\set exporter_password \`cat ${PASSWORDS}/exporter\`
create role "${name}" login password :'owner_password';
create role "${EXPORTER}" login password :'exporter_password' in role pg_monitor;
create database "${name}" owner "${name}";
\\connect "${name}"
create extension pg_stat_statements;
END
`;
}
