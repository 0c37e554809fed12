import { type BesideDatabase, checkAsked } from "../backups/aws/askedRules";
import { checkWindows } from "../backups/aws/windowRules";
import type { AwsCacheArgs } from "../cache/aws/args";
import { checkCacheSubnets } from "../cache/aws/rules";
import { componentChecks } from "../common/args";
import * as check from "../common/checks";
import type { Environment } from "../common/environment";
import { Mistakes } from "../common/errors";
import type { AwsDatabaseArgs } from "../database/aws/args";
import { plannedRecovery } from "../database/aws/parts";
import { checkDatabaseSubnets } from "../database/aws/rules";
import { toldSubnets } from "../target/aws/place";

/** What each part of an application would find wrong with what it is wired to, told before there is any. */
export const applicationCheck: check.Check = (args, path, mistakes) => {
  if (!isTogether(args)) return;
  const sound = <Args extends object>(part: keyof Together, given: Args | undefined): Args | undefined =>
    given && !isTold(part, mistakes)
      ? { ...(args.environment && { environment: args.environment }), ...given }
      : undefined;
  const database = sound("database", args.database);
  const cache = sound("cache", args.cache);
  const subnets = toldSubnets(args.foundation);
  if (database && !database.existing) checkDatabaseSubnets(subnets, mistakes);
  if (cache) checkCacheSubnets(cache, subnets, mistakes);
  if (args.backups === false || (args.database !== undefined && !database)) return;
  const beside = { ...args.backups, database: database && { recovery: plannedRecovery(database) } };
  checkAsked(beside, check.join(path, "backups"), mistakes);
  checkWindows(beside, check.join(path, "backups"), mistakes);
};

/** What of an application's args concerns more than one part. */
interface Together {
  environment?: Environment;
  foundation?: unknown;
  database?: AwsDatabaseArgs;
  cache?: AwsCacheArgs;
  backups?: BesideDatabase | false;
}

function isTogether(value: unknown): value is Together {
  if (!check.isPlainObject(value)) return false;
  const wrong = new Mistakes("environment");
  if (value.environment !== undefined) componentChecks.environment(value.environment, "", wrong);
  return wrong.all.length === 0;
}

/** Whether a part has mistakes already, and so is not to be looked at any more. */
function isTold(part: string, mistakes: Mistakes): boolean {
  return mistakes.all.some(({ path }) => path.split(".")[0] === part);
}
