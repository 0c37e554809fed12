import * as pulumi from "@pulumi/pulumi";
import { plan } from "daytwo/testing";
import * as fc from "fast-check";
import { BackupSchedule } from "../../../lib/backups/docker";
import { Mistakes } from "../../../lib/common/errors";
import { refusal } from "../../support/aws";
import { testFoundation } from "../../support/foundation";
import { PASSWORD } from "./planned";

const VALID = { git: { shop: "https://example.com/shop.git" }, password: PASSWORD };
const ADDRESS = 'write an address without credentials, such as "https://github.com/acme/shop.git", and gitCredentials';
const SHORT = 'is no text of 12 characters or more; write config.requireSecret("backupPassword")';

test.each<[property: string, value: unknown, message: string]>([
  [
    "password",
    undefined,
    'password: is missing; write config.requireSecret("backupPassword"), and keep a copy off the host: without it backups cannot be read',
  ],
  ["password", "hunter2", `password: ${SHORT}`],
  ["git", undefined, "there is nothing to back up; write database, storage, configuration or git"],
  [
    "git",
    { shop: "https://robot:token@example.com/shop.git" },
    `git.shop: "https://robot:token@example.com/shop.git" is not allowed; ${ADDRESS}`,
  ],
  [
    "git",
    { Shop: "https://example.com/shop.git" },
    'git.Shop: "Shop" is not allowed; write 1 to 24 lower-case letters, digits and hyphens, starting with a letter, with single hyphens between',
  ],
  [
    "configuration",
    { "../etc": "x" },
    'configuration.../etc: "../etc" is not allowed; write the name of a file, such as "production.env"',
  ],
  ["checkQuery", "select 1", "checkQuery: has no database to ask; write database, or leave it out"],
  ["database", {}, "database: is no Database of this row; write new docker.Database(…), or leave it out"],
  ["storage", {}, "storage: is no FileStore of this row; write new docker.FileStore(…), or leave it out"],
  [
    "repository",
    {},
    "3 mistakes\n  repository.bucket: is missing; it is required\n  repository.accessKeyId: is missing; it is required\n  repository.secretAccessKey: is missing; it is required",
  ],
  ["verify", 0, "verify: 0 is out of range; write a number from 1 to 100"],
  ["hour", 24, "hour: 24 is out of range; write a whole number from 0 to 23"],
  [
    "pointInTime",
    "36 days",
    'pointInTime: "36 days" is out of range; write a duration from "1 day" to "35 days", such as "1 day"',
  ],
  ["resources", [], "resources: is no property; write one of"],
])("refuses %s: %j", async (property, value, message) => {
  const told = await refusal(() => new BackupSchedule("shop", { ...VALID, [property]: value }));
  expect(told.startsWith(`shop: ${message}`)).toBe(true);
});

test("a password that turns out too short later is refused, and not shown", async () => {
  const late = { ...VALID, password: pulumi.secret("hunter2") };
  const program = () => plan(() => new BackupSchedule("shop", { ...late, foundation: testFoundation() }));
  await expect(program()).rejects.toThrow(`shop: password: ${SHORT}`);
});

test("can be looked at before there is anything to back up, under the path of the one who asks", () => {
  const mistakes = new Mistakes("shop");
  BackupSchedule.check({ hour: 25 }, "backups", mistakes);
  expect(mistakes.all.map(({ path }) => path)).toEqual(["backups.hour", "backups.password"]);
});

test("anything at all is either accepted or told as mistakes", () => {
  const properties = [
    "database",
    "storage",
    "configuration",
    "git",
    "password",
    "repository",
    "checkQuery",
    "verify",
    "daily",
  ];
  const args = fc.dictionary(fc.constantFrom(...properties), fc.jsonValue({ maxDepth: 2 }));
  fc.assert(
    fc.property(fc.oneof(args, fc.jsonValue()), value => {
      const mistakes = new Mistakes("shop");
      BackupSchedule.check(value, "backups", mistakes);
      for (const { path, message } of mistakes.all) {
        expect(path).toMatch(/^backups/);
        expect(message).toMatch(/; /);
      }
    }),
    { numRuns: 300 },
  );
});
