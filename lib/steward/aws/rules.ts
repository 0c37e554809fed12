import { gitCheck } from "../../backups/gitRules";
import * as check from "../../common/checks";
import type { Mistakes } from "../../common/errors";
import { NAME, NAME_HINT } from "../../common/names";
import type { Foundation } from "../../foundation";
import { placeOf } from "../../target/aws/place";
import { storedInSecretsManager } from "../../target/aws/storedSecret";
import { secretCheck } from "../../target/rules";
import type { RestoreCheck } from "../restore-test";
import type { DumpedDatabase, StewardBackupPolicy } from "./args";
import { isForSteward } from "./policy";

const fileName = check.text(
  /^(?!\.+$)[\w.-]{1,100}$/,
  "write at most 100 letters, digits, dots, underscores and hyphens",
);
const databaseName = check.text(NAME, NAME_HINT);
const secret = check.all(secretCheck, storedInSecretsManager);

const restoreCheck = check.object<RestoreCheck>(
  {
    query: check.text(),
    atLeast: check.number({ min: 0, max: Number.MAX_SAFE_INTEGER, whole: false }),
    equals: check.content,
  },
  { required: ["query"] },
);

const database = check.object<DumpedDatabase>({ url: secret, check: restoreCheck }, { required: ["url"] });

/** Checks of the steward's backups, to be joined with those of the component that has them. */
export const stewardBackupChecks: check.Checks<StewardBackupPolicy> = {
  git: gitCheck(secret),
  configuration: check.record(secret, fileName),
  databases: check.record(database, databaseName),
  password: secret,
  stewardImage: check.input(check.text()),
};

/** Mistakes that show when the steward's backups are looked at together. */
export function checkStewardBackups(args: StewardBackupPolicy, path: string, mistakes: Mistakes): void {
  if (isForSteward(args) && args.password === undefined)
    mistakes.add(
      check.join(path, "password"),
      'is missing; the backups are encrypted with it: write config.requireSecret("backupPassword"), and keep it elsewhere too',
    );
}

/** The same, and that there is a deployment target beside which the jobs can run. */
export function checkStewardPlace(
  args: StewardBackupPolicy & { foundation?: Foundation },
  path: string,
  mistakes: Mistakes,
): void {
  if (isForSteward(args) && placeOf(args.foundation) === undefined)
    mistakes.add(
      check.join(path, "foundation"),
      "is missing; git, configuration and databases are backed up by jobs: write foundation: target, beside whose containers they run",
    );
}
