/** Where settings and scripts stand in the server's container. */
export const SETTINGS = "/etc/daytwo";

/** Where passwords stand, in the server's container and in the jobs' that ask it. */
export const PASSWORDS = "/run/secrets/database";

/** Where the server archives its write-ahead log. */
export const ARCHIVE = "/wal";

/** Where the image looks for what it runs once, when the data are made; and the name of ours there. */
export const FIRST = "/docker-entrypoint-initdb.d";
export const SCRIPT = "10-database.sh";

/** Who owns the server: the steward asks as this user. */
export const ADMIN = "postgres";

/** Who reads the server's statistics. */
export const EXPORTER = "daytwo_exporter";

export const PORT = 5432;

/** The volume that the official image declares, until version 17 (docker-library/postgres#1259 moved it for 18). */
export const VOLUME = "/var/lib/postgresql/data";

/** The data folder: below the volume, so that a restore can put another in its place. */
export const DATA = `${VOLUME}/server`;
