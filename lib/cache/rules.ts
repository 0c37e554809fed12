import { componentChecks } from "../common/args";
import * as check from "../common/checks";
import type { CacheArgs, CacheSpec } from "./index";

/** Checks of the specification alone. */
export const cacheSpecChecks: check.Checks<CacheSpec> = {
  memory: check.size("16MiB", "512GiB"),
  persistent: check.flag,
};

export const cacheChecks: check.Checks<CacheArgs> = { ...componentChecks, ...cacheSpecChecks, logs: check.anything };
