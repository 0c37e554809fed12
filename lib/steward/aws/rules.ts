import * as check from "../../common/checks";
import type { Mistakes } from "../../common/errors";
import { NAME, NAME_HINT } from "../../common/names";
import { eachOnce } from "../../common/once";
import type { Foundation } from "../../foundation";
import { placeOf } from "../../target/aws/place";
import { storedInSecretsManager } from "../../target/aws/storedSecret";
import { secretCheck } from "../../target/rules";
import type { RestoreCheck } from "../restore-test";
import type { DumpedDatabase, GitMirrors, StewardBackupPolicy } from "./args";
import { mirrorName } from "./gitNames";
import { isForSteward } from "./policy";

const NAME_OF_FILE = /^(?!\.+$)[\w.-]{1,100}$/;

const fileName = check.text(NAME_OF_FILE, "write at most 100 letters, digits, dots, underscores and hyphens");
const databaseName = check.text(NAME, NAME_HINT);
const secret = check.all(secretCheck, storedInSecretsManager);

// An address with a password in it would stand in the task's definition, where others can read it.
const address: check.Check = (value, path, mistakes) => {
  const fits =
    typeof value === "string" && /^https:\/\/[^@\s]+\/[^@\s]+$/.test(value) && NAME_OF_FILE.test(mirrorName(value));
  if (!fits)
    mistakes.add(
      path,
      'is no address to mirror from; write "https://github.com/acme/shop.git", without a user or password',
    );
};

const oneName: check.Check = (value, path, mistakes) =>
  eachOnce("write { repositories: { name: address } } to name them yourself")(
    Array.isArray(value) ? value.filter(entry => typeof entry === "string").map(mirrorName) : value,
    path,
    mistakes,
  );

const git = check.either(
  { when: Array.isArray, check: check.all(check.list(address, { min: 1 }), oneName) },
  {
    when: () => true,
    check: check.object<GitMirrors>(
      { repositories: check.record(address, fileName), credentials: secret },
      { required: ["repositories"] },
    ),
  },
);

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
  git,
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
