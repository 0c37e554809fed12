import { gitCheck } from "../../backups/gitRules";
import * as check from "../../common/checks";
import type { Mistakes } from "../../common/errors";
import { NAME, NAME_HINT } from "../../common/names";
import type { Foundation } from "../../foundation";
import { placeOf } from "../../target/aws/place";
import { storedInAws } from "../../target/aws/storedSecret";
import { secretCheck } from "../../target/rules";
import type { RestoreCheck } from "../restore-test";
import type { DumpedDatabase, StewardBackupPolicy } from "./args";
import { isForSteward } from "./policy";

const fileName = check.text(
  /^(?!\.+$)[\w.-]{1,100}$/,
  "write at most 100 letters, digits, dots, underscores and hyphens",
);
const databaseName = check.text(NAME, NAME_HINT);
const secret = check.all(secretCheck, storedInAws);

/** What a restored database must answer. */
export const restoreCheck = check.object<RestoreCheck>(
  {
    query: check.text(),
    atLeast: check.number({ min: 0, max: Number.MAX_SAFE_INTEGER, whole: false }),
    equals: check.content,
  },
  { required: ["query"] },
);

/** A value that is no secret elsewhere, once it is known; no message shows it. */
function value(fits: (text: string) => boolean, wrong: string): check.Check {
  const look = check.input((value, path, mistakes) => {
    if (typeof value === "string" && !fits(value)) mistakes.add(path, wrong);
  });
  return check.all(secret, look);
}

const password = value(text => text !== "", 'is empty; write config.requireSecret("backupPassword")');

// The steward's own words (images/steward/src/database/url.ts), before there is a job that fails.
const url = value(
  text => /^(?:postgres(?:ql)?|mysql):\/\/[^/]+\/[^/?]+/.test(text),
  "is no URL of a database; write postgres://user:password@host:5432/name, or mysql://…",
);

const database = check.object<DumpedDatabase>({ url, check: restoreCheck }, { required: ["url"] });

/** Checks of the steward's backups, to be joined with those of the component that has them. */
export const stewardBackupChecks: check.Checks<StewardBackupPolicy> = {
  git: gitCheck(secret),
  configuration: check.record(secret, fileName),
  databases: check.record(database, databaseName),
  password,
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
