import type * as pulumi from "@pulumi/pulumi";
import type { ComponentArgs } from "../common/args";
import type { Duration } from "../common/duration";
import type { Size } from "../common/size";
import type { LogAggregation } from "../logs";
import type { Operated } from "../operations";
import type { StoredSecret } from "../target/spec";

export const ENGINES = ["postgres", "mysql"] as const;

export type DatabaseEngine = (typeof ENGINES)[number];

/** A database server and the one database in it that the application uses. */
export interface DatabaseSpec {
  /** The engine. A platform that lacks one says so. @default "postgres" */
  engine?: DatabaseEngine;
  /** The major version: `"16"`. @default - that of the data; for a new database the newest that the platform and the steward know: postgres "17", mysql "8.4" */
  version?: string;
  /** The name of the database, and of the user who owns it. @default "app" */
  name?: string;
  /** Virtual CPUs. @default 1 */
  cpu?: number;
  /** Memory; a quarter of it is the server's own cache. @default "1GiB" */
  memory?: Size;
  /** The most connections at a time, 10 to 5000. @default 100 */
  connections?: number;
  /** Queries that take longer stand in the log, or `false`. @default "0.5 seconds" */
  slowQueries?: Duration | false;
}

export interface DatabaseArgs extends ComponentArgs, DatabaseSpec {
  /** Where its output goes. @default - the platform's plain logs */
  logs?: LogAggregation;
}

/** Contract of the column: a database to use, to watch, to back up and to migrate. */
export interface Database extends pulumi.Resource, Operated {
  readonly engine: DatabaseEngine;
  /** What a service is given to connect: `DATABASE_URL`, kept in the platform's secret store. */
  readonly secrets: Readonly<Record<string, StoredSecret>>;
  /** The host name under which services reach it. */
  readonly host: pulumi.Output<string>;
  readonly port: number;
}
