import * as check from "../../common/checks";
import { bucketCheck } from "../../common/docker/bucket";
import { partOf } from "../../common/docker/part";
import type { Mistakes } from "../../common/errors";
import { Database } from "../../database/docker";
import { isFoundation } from "../../foundation/docker";
import { isNotifications } from "../../notifications/docker";
import { dockerNotifyCheck, reachableAlone } from "../../notifications/docker/rules";
import { oneRecipient } from "../../notifications/rules";
import type { RestoreCheck } from "../../steward/restore-test";
import { FileStore } from "../../storage/docker";
import { backupChecks } from "../rules";
import type { BackupScheduleArgs } from "./args";

const fileName = check.text(/^[\w-][\w.-]{0,99}$/, 'write the name of a file, such as "production.env"');
const query = check.text(undefined, 'write a query, such as "select count(*) from orders"');

const checkQuery = check.either(
  { when: value => typeof value === "string", check: query },
  {
    when: () => true,
    check: check.object<RestoreCheck>(
      { query, atLeast: check.number({ min: -1e15, max: 1e15, whole: false }), equals: check.content },
      { required: ["query"] },
    ),
  },
);

const LEAST_PASSWORD = 12;

/** Not shown, and no longer than it must be: whoever has the backups can try as many as he likes. */
const password = check.input((value, path, mistakes) => {
  if (typeof value !== "string" || value.length < LEAST_PASSWORD)
    mistakes.add(
      path,
      `is no text of ${LEAST_PASSWORD} characters or more; write config.requireSecret("backupPassword")`,
    );
});

const shape = check.object<BackupScheduleArgs>({
  ...backupChecks,
  foundation: isFoundation,
  notifications: isNotifications,
  notify: dockerNotifyCheck,
  database: partOf(Database, "Database"),
  storage: partOf(FileStore, "FileStore"),
  configuration: check.record(check.input(check.secret), fileName),
  repository: bucketCheck,
  password,
  checkQuery,
  verify: check.number({ min: 1, max: 100, whole: false }),
  pages: check.flag,
  transform: check.transforms,
});

/** Everything that can be wrong with the args of a schedule, but that it has nothing to back up yet. */
export const scheduleCheck: check.Check = (value, path, mistakes) => {
  shape(value, path, mistakes);
  oneRecipient(value, path, mistakes);
  reachableAlone(value, path, mistakes);
  if (check.isPlainObject(value)) passwordIsThere(value, path, mistakes);
};

/** The same, and that there is something to back up. */
export const wiredScheduleCheck: check.Check = (value, path, mistakes) => {
  scheduleCheck(value, path, mistakes);
  if (!check.isPlainObject(value)) return;
  const { database, storage, configuration, git } = value;
  if ([database, storage, configuration, git].every(part => part === undefined))
    mistakes.add(path, "there is nothing to back up; write database, storage, configuration or git");
  if (value.checkQuery !== undefined && database === undefined)
    mistakes.add(check.join(path, "checkQuery"), "has no database to ask; write database, or leave it out");
};

function passwordIsThere({ password }: Record<string, unknown>, path: string, mistakes: Mistakes): void {
  if (password === undefined)
    mistakes.add(
      check.join(path, "password"),
      'is missing; write config.requireSecret("backupPassword"), and keep a copy off the host: without it backups cannot be read',
    );
}
