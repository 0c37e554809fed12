import * as check from "../../common/checks";
import { partOf } from "../../common/docker/part";
import { isFoundation } from "../../foundation/docker";
import { LogAggregation } from "../../logs/docker";
import { databaseChecks } from "../rules";
import type { DatabaseArgs } from "./args";

const shape = check.object<DatabaseArgs>({
  ...databaseChecks,
  foundation: isFoundation,
  logs: partOf(LogAggregation, "LogAggregation"),
  transform: check.transforms,
});

/** The versions whose official images keep their data in the same place, and which the steward can dump. */
export const VERSIONS = ["14", "15", "16", "17"];

const version = check.oneOf(...VERSIONS);

/** Everything that can be wrong with the args of a database. */
export const databaseCheck: check.Check = (value, path, mistakes) => {
  shape(value, path, mistakes);
  if (!check.isPlainObject(value)) return;
  if (value.engine === "mysql")
    mistakes.add(check.join(path, "engine"), '"mysql" is not available on docker; write "postgres", or leave it out');
  else if (typeof value.version === "string" && /^\d{1,2}$/.test(value.version))
    version(value.version, check.join(path, "version"), mistakes);
  else if (typeof value.version === "string" && /^\d{1,2}\.\d{1,2}$/.test(value.version))
    mistakes.add(
      check.join(path, "version"),
      `"${value.version}" is more than a major version; write one such as "17"`,
    );
};
