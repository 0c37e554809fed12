import * as pulumi from "@pulumi/pulumi";
import { plan } from "daytwo/testing";
import { BackupSchedule } from "../../../lib/backups/docker";
import { testFoundation } from "../../support/foundation";
import { mistakesIn, testAnything, testRefusals } from "../../support/mistakes";
import { PASSWORD } from "./planned";

const VALID = { git: ["https://example.com/shop.git"], password: PASSWORD };
const ADDRESS = 'is no address to mirror from; write "https://github.com/acme/shop.git", without a user or password';
const SHORT = 'is no text of 12 characters or more; write config.requireSecret("backupPassword")';

testRefusals(
  mistake => new BackupSchedule("shop", { ...VALID, ...mistake }),
  [
    [
      { password: undefined },
      'password: is missing; write config.requireSecret("backupPassword"), and keep a copy off the host: without it backups cannot be read',
    ],
    [{ password: "hunter2" }, `password: ${SHORT}`],
    [{ git: undefined }, "there is nothing to back up; write database, storage, configuration or git"],
    [{ git: ["https://robot:token@example.com/shop.git"] }, `git[0]: ${ADDRESS}`],
    [{ git: { repositories: { shop: "git@example.com:shop.git" } } }, `git.repositories.shop: ${ADDRESS}`],
    [
      { git: { repositories: {}, credentials: 7 } },
      "git.credentials: must be a text; write a text or, better, config.requireSecret(…)",
    ],
    [
      { configuration: { "../etc": "x" } },
      'configuration.../etc: "../etc" is not allowed; write the name of a file, such as "production.env"',
    ],
    [{ checkQuery: "select 1" }, "checkQuery: has no database to ask; write database, or leave it out"],
    [{ database: {} }, "database: is no Database of this row; write new docker.Database(…), or leave it out"],
    [{ storage: {} }, "storage: is no FileStore of this row; write new docker.FileStore(…), or leave it out"],
    [
      { repository: {} },
      "repository.bucket: is missing; it is required",
      "repository.accessKeyId: is missing; it is required",
      "repository.secretAccessKey: is missing; it is required",
    ],
    [{ verify: 0 }, "verify: 0 is out of range; write a number from 1 to 100"],
    [{ hour: 24 }, "hour: 24 is out of range; write a whole number from 0 to 23"],
    [
      { pointInTime: "36 days" },
      'pointInTime: "36 days" is out of range; write a duration from "1 day" to "35 days", such as "1 day"',
    ],
    [{ weakly: "8 weeks" }, "weakly: is no property; did you mean weekly?"],
  ],
);

test("a password that turns out too short later is refused, and not shown", async () => {
  const late = { ...VALID, password: pulumi.secret("hunter2") };
  const program = () => plan(() => new BackupSchedule("shop", { ...late, foundation: testFoundation() }));
  await expect(program()).rejects.toThrow(`shop: password: ${SHORT}`);
});

test("can be looked at before there is anything to back up, under the path of the one who asks", () => {
  const told = mistakesIn(BackupSchedule.check, { hour: 25 }, "backups");
  expect(told.map(mistake => mistake.split(":")[0])).toEqual(["backups.hour", "backups.password"]);
});

testAnything(BackupSchedule.check, [
  "database",
  "storage",
  "configuration",
  "git",
  "password",
  "repository",
  "checkQuery",
  "verify",
  "daily",
]);
