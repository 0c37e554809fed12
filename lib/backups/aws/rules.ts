import * as pulumi from "@pulumi/pulumi";
import * as check from "../../common/checks";
import { formatDuration, parseDuration } from "../../common/duration";
import type { Mistakes } from "../../common/errors";
import { isNotifications } from "../../notifications/aws";
import { oneRecipient } from "../../notifications/rules";
import { isForSteward } from "../../steward/aws/policy";
import { checkStewardBackups, checkStewardPlace, restoreCheck, stewardBackupChecks } from "../../steward/aws/rules";
import { isGround } from "../../target/aws/place";
import { backupPolicy } from "../defaults";
import { backupChecks } from "../rules";
import type { BackupScheduleArgs, VaultLock } from "./args";
import { checkAsked } from "./askedRules";
import { recoveryIn } from "./recovery";
import { resourcesCheck } from "./resourceRules";
import { TYPE_NAMES } from "./types";
import { checkWindows } from "./windowRules";

const DAY = 86_400;

/** AWS bills cold storage for 90 days at the least, and takes no lifecycle that is shorter. */
const COLD_LEAST = 90 * DAY;

const kept = check.duration("1 day", "36500 days");
const bounds = { minimum: kept, maximum: kept };

const governance = check.object<{ mode: string; minimum: string; maximum: string }>({
  mode: check.anything,
  ...bounds,
});

// A lock that could not be tried for three days at least would be refused (AWS, AWS Backup API reference,
// "PutBackupVaultLockConfiguration").
const compliance = check.object<{ mode: string; changeableFor: string; minimum: string; maximum: string }>(
  { mode: check.anything, changeableFor: check.duration("3 days", "36500 days"), ...bounds },
  { required: ["changeableFor"] },
);

const lock = check.either(
  { when: hasMode("governance"), check: governance },
  { when: hasMode("compliance"), check: compliance },
  {
    when: () => true,
    check: (_, path, mistakes) =>
      mistakes.add(path, 'has no mode; write { mode: "governance" } or { mode: "compliance", changeableFor: "…" }'),
  },
);

const region = check.text(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'write a Region, such as "eu-central-1"');
const vaultArn = check.input(
  check.text(
    /^arn:aws(?:-[a-z]+)*:backup:[^:]+:\d{12}:backup-vault:.+$/,
    'write the ARN of a vault, "arn:aws:backup:…:backup-vault:…"',
  ),
);

const copyTo = check.either(
  { when: has("vaultArn"), check: check.object<{ vaultArn: string }>({ vaultArn }) },
  { when: () => true, check: check.object<{ region: string }>({ region }, { required: ["region"] }) },
);

const overrides = check.record(check.record(check.input(check.content)), check.oneOf(...TYPE_NAMES));

/** A part of this row, by what only it has. */
function recoverable(what: string): check.Check {
  return (value, path, mistakes) => {
    if (!recoveryIn(value))
      mistakes.add(path, `is no ${what} of this row; write new aws.${what}(…), or its ARN in resources`);
  };
}

const checkQuery = check.either(
  { when: check.isPlainObject, check: restoreCheck },
  { when: () => true, check: check.text(undefined, 'write a query, such as "select count(*) from orders"') },
);

const shape = check.object<BackupScheduleArgs>({
  ...backupChecks,
  ...stewardBackupChecks,
  resources: resourcesCheck,
  database: recoverable("Database"),
  storage: recoverable("FileStore"),
  checkQuery,
  foundation: isGround,
  notifications: isNotifications,
  copyTo,
  lock,
  coldAfter: check.duration("1 day", "36410 days"),
  validationWindow: check.duration("1 hour", "7 days"),
  restoreOverrides: overrides,
  transform: check.transforms,
});

/** Everything that can be wrong with the args of a schedule, but that it has nothing to back up yet. */
export const scheduleCheck: check.Check = (value, path, mistakes) => {
  shape(value, path, mistakes);
  oneRecipient(value, path, mistakes);
  if (!isScheduleArgs(value)) return;
  checkColdStorage(value, path, mistakes);
  checkLock(value, path, mistakes);
  checkRegion(value, path, mistakes);
  checkStewardBackups(value, path, mistakes);
};

/** The same, and that there is something to back up, and somewhere for the steward to run. */
export const wiredScheduleCheck: check.Check = (value, path, mistakes) => {
  scheduleCheck(value, path, mistakes);
  if (!isScheduleArgs(value)) return;
  checkStewardPlace(value, path, mistakes);
  checkAsked(value, path, mistakes);
  checkWindows(value, path, mistakes);
  const { resources = [], database, storage } = value;
  const parts = [database, storage].filter(part => part !== undefined);
  if (Array.isArray(resources) && resources.length + parts.length === 0 && !isForSteward(value))
    mistakes.add(
      check.join(path, "resources"),
      "names nothing; write at least one ARN, or what the steward backs up: git, configuration or databases",
    );
};

/** The shape is checked on its own; what comes after looks only at what has it. */
function isScheduleArgs(value: unknown): value is BackupScheduleArgs {
  return check.isPlainObject(value);
}

function checkColdStorage(args: BackupScheduleArgs, path: string, mistakes: Mistakes): void {
  const weekly = backupPolicy(args).weekly;
  const [whole, cold] = [parseDuration(String(weekly)), parseDuration(String(args.coldAfter))];
  if (whole === undefined || cold === undefined || whole >= cold + COLD_LEAST) return;
  const needed = formatDuration(cold + COLD_LEAST);
  mistakes.add(
    check.join(path, "weekly"),
    `"${weekly}" is less than 90 days after coldAfter, "${args.coldAfter}"; write at least "${needed}", or no coldAfter`,
  );
}

/** Jobs that would keep a backup shorter or longer than the lock allows would fail, every night. */
function checkLock(args: BackupScheduleArgs, base: string, mistakes: Mistakes): void {
  const { lock } = args;
  if (!check.isPlainObject(lock)) return;
  const { minimum, maximum } = lock;
  const [least, most] = [parseDuration(String(minimum)), parseDuration(String(maximum))];
  const { daily, weekly, pointInTime } = backupPolicy(args);
  for (const [property, given] of Object.entries({ daily, weekly, pointInTime })) {
    const path = check.join(base, property);
    const time = parseDuration(String(given));
    if (time === undefined) continue;
    if (least !== undefined && time < least)
      mistakes.add(path, `"${given}" is shorter than lock.minimum, "${minimum}", allows; write at least that`);
    if (most !== undefined && time > most)
      mistakes.add(path, `"${given}" is longer than lock.maximum, "${maximum}", allows; write at most that`);
  }
}

function checkRegion({ copyTo }: BackupScheduleArgs, path: string, mistakes: Mistakes): void {
  const own = new pulumi.Config("aws").get("region");
  if (own !== undefined && check.isPlainObject(copyTo) && "region" in copyTo && copyTo.region === own)
    mistakes.add(
      check.join(path, "copyTo.region"),
      `"${own}" is the stack's own Region, whose loss would take the copies too; write another one`,
    );
}

function has(property: string): (value: unknown) => boolean {
  return value => check.isPlainObject(value) && property in value;
}

function hasMode(mode: VaultLock["mode"]): (value: unknown) => boolean {
  return value => check.isPlainObject(value) && value.mode === mode;
}
