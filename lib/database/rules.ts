import { componentChecks } from "../common/args";
import * as check from "../common/checks";
import { parseDuration } from "../common/duration";
import { type DatabaseArgs, type DatabaseSpec, ENGINES } from "./index";

/** A major version, and where somebody wants it a minor one. */
export const VERSION = /^\d{1,2}(?:\.\d{1,2})?$/;

export const MOST_CPUS = 128;

/** What engines keep for themselves, and so no application can have. */
const TAKEN = /^(?:pg_|template[01]$|postgres$|daytwo)|^(?:mysql|sys|information_schema|performance_schema)$/;

const NAME_HINT = 'write 1 to 32 lower-case letters, digits and underscores, starting with a letter, such as "shop"';
const nameShape = check.text(/^[a-z][a-z0-9_]{0,31}$/, NAME_HINT);

const databaseName: check.Check = (value, path, mistakes) => {
  nameShape(value, path, mistakes);
  if (typeof value === "string" && TAKEN.test(value))
    mistakes.add(path, `"${value}" is a name of the server's own; write another one, such as "shop"`);
};

/** Parts of a second are usual here, where other durations are whole seconds. */
const slowQueries = check.plain((value, path, mistakes) => {
  const length = typeof value === "string" ? parseDuration(value) : undefined;
  if (length === undefined || length < 0.001 || length > 3_600)
    mistakes.add(path, 'is no duration from 0.001 seconds to 1 hour; write one, such as "0.5 seconds", or false');
});

/** Checks of the specification alone. */
export const databaseSpecChecks: check.Checks<DatabaseSpec> = {
  engine: check.oneOf(...ENGINES),
  version: check.text(VERSION, 'write the major version, such as "17"'),
  name: databaseName,
  cpu: check.number({ min: 0.1, max: MOST_CPUS, whole: false }),
  memory: check.size("256MiB", "1TiB"),
  connections: check.number({ min: 10, max: 5_000 }),
  slowQueries: check.orFalse(slowQueries),
};

export const databaseChecks: check.Checks<DatabaseArgs> = {
  ...componentChecks,
  ...databaseSpecChecks,
  logs: check.anything,
};
