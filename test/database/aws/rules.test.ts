import * as aws from "daytwo/aws";
import fc from "fast-check";
import { Mistakes } from "../../../lib/common/errors";
import { Database } from "../../../lib/database/aws";
import { classFor } from "../../../lib/database/aws/classes";
import { dailyWindow, weeklyWindow, windowsMeet } from "../../../lib/database/aws/windows";
import { refusal } from "../../support/mistakes";

function messages(args: unknown): string[] {
  const mistakes = new Mistakes("shop");
  Database.check(args, "", mistakes);
  return mistakes.all.map(({ path, message }) => `${path}: ${message}`);
}

const existing = {
  identifier: "shop",
  host: "shop.abc.eu-west-1.rds.amazonaws.com",
  secretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-AbCdEf:url::",
  securityGroupId: "sg-0a",
};

test("what may be said of a database", () => {
  expect(messages({})).toEqual([]);
  expect(messages({ engine: "mysql", memory: "4GiB", insights: "713 days", monitoring: "5 seconds" })).toEqual([]);
  expect(messages({ serverless: { min: 0.5, max: 16 }, version: "16.4", backupRetention: "35 days" })).toEqual([]);
  expect(messages({ existing, engine: "mysql" })).toEqual([]);
});

describe("what is wrong is said:", () => {
  it.each<[string, object, string]>([
    [
      "a version",
      { version: "9.6" },
      'version: RDS has no version "9.6" of postgres; write one of "14", "15", "16", "17"',
    ],
    [
      "a version of Aurora's",
      { engine: "mysql", version: "8.4", serverless: { min: 1, max: 2 } },
      'version: Aurora has no version "8.4" of mysql; write one of "8.0"',
    ],
    [
      "a class",
      { instanceClass: "db.t1.micro" },
      'instanceClass: "db.t1.micro" is not known here; write one such as db.t4g.micro, or change the instance by transform',
    ],
    [
      "a class beside a size",
      { instanceClass: "db.t4g.large", memory: "2GiB" },
      "memory: stands beside instanceClass, which has its own; leave one of the two out",
    ],
    [
      "a size that no class has",
      { memory: "1TiB" },
      "memory: no class that is known here has so much with so many CPUs; write instanceClass through transform",
    ],
    [
      "a reserved word",
      { name: "admin" },
      'name: "admin" is a word that postgres or RDS keeps for itself; write another one, such as "shop"',
    ],
    [
      "a long name",
      { name: "a".repeat(31) },
      "name: has 31 characters, and its logins have two more; write at most 30",
    ],
    [
      "too little growth",
      { storage: "100GiB", maxStorage: "105GiB" },
      "maxStorage: 105GiB is less than a tenth above storage, 100GiB; write more, or false: storage never shrinks",
    ],
    [
      "a retention",
      { backupRetention: "36 days" },
      'backupRetention: is a time that AWS does not sell; write whole days from "1 day" to "35 days", or false',
    ],
    [
      "no retention with Aurora",
      { serverless: { min: 1, max: 2 }, backupRetention: false },
      'backupRetention: cannot be off with Aurora; write "1 day" or more',
    ],
    [
      "storage with Aurora",
      { serverless: { min: 1, max: 2 }, storage: "20GiB" },
      "storage: is an instance's; Aurora has what its capacity gives: leave it out",
    ],
    [
      "units",
      { serverless: { min: 0.3, max: 2 } },
      "serverless.min: is no number of capacity units; write 0, or 0.5 to 256 in halves",
    ],
    [
      "units the wrong way round",
      { serverless: { min: 4, max: 2 } },
      "serverless.min: 4 is more than max, 2; write less, or a greater max",
    ],
    ["too few units", { serverless: { min: 0, max: 0.5 } }, "serverless.max: 0.5 is too little; write 1 or more"],
    [
      "a window",
      { backupWindow: "3am" },
      'backupWindow: is no window; write half an hour or more in UTC, such as "01:00-02:00"',
    ],
    [
      "windows that overlap",
      { backupWindow: "23:45-00:30", maintenanceWindow: "mon:00:00-mon:01:00" },
      'maintenanceWindow: "mon:00:00-mon:01:00" overlaps the backup window, "23:45-00:30"; write another time for one of the two',
    ],
    [
      "insights",
      { insights: "30 days" },
      "insights: is a retention that AWS does not sell; write 7 days, 31 days or a multiple of that up to 713 days, 731 days, or false",
    ],
    [
      "insights on a class without",
      { engine: "mysql", insights: "7 days" },
      'insights: db.t4g.micro has none with MySQL; leave it out, or write a memory of "4GiB" or more',
    ],
    [
      "monitoring",
      { monitoring: "2 seconds" },
      "monitoring: is no interval of RDS's; write one of 1, 5, 10, 15, 30, 60 seconds, or false",
    ],
    [
      "an existing one and a new one's settings",
      { existing, memory: "4GiB" },
      "memory: is a setting of a new database, and this one is there already; leave it out, or leave out existing",
    ],
    [
      "an existing one's secret",
      { existing: { ...existing, secretArn: "shop" } },
      'existing.secretArn: is no ARN of the kind that is needed; write "arn:aws:secretsmanager:…:secret:…:url::"',
    ],
    [
      "an existing one's group",
      { existing: { ...existing, securityGroupId: "default" } },
      'existing.securityGroupId: "default" is not allowed; write its id, "sg-…"',
    ],
  ])("%s", (_, args, message) => {
    expect(messages(args)).toEqual([message]);
  });

  it("all at once, before anything is registered", async () => {
    const message = await refusal(() => new aws.Database("Shop", { version: "1", insights: "1 day" }));
    expect(message.split("\n")).toEqual([
      "Shop: 4 mistakes",
      expect.stringContaining("insights: "),
      expect.stringContaining("version: "),
      "  name: is no name of RDS's; write at most 64 lower-case letters, digits and single hyphens, starting with a letter",
      "  foundation: is missing; write new aws.Foundation(…), on whose network the containers reach it",
    ]);
  });

  it("of another Region or account", async () => {
    const config = { "aws:region": "us-east-1", "aws:allowedAccountIds": '["210987654321"]' };
    const message = await refusal(() => new aws.Database("shop", { existing }), config);
    expect(message).toContain(
      "existing.secretArn: is in eu-west-1, and the stack in us-east-1; write one of the stack's own Region",
    );
    expect(message).toContain(
      "existing.secretArn: is of the account 123456789012, and the stack of 210987654321; write one of the stack's own account",
    );
  });
});

test.each<[object, string]>([
  [{ instanceClass: "m7g.large" }, 'instanceClass: "m7g.large" is not allowed; write a class, such as "db.m7g.large"'],
  [{ version: "" }, 'version: must not be empty; write the major version, such as "17"'],
  [{ cpu: Number.NaN }, "cpu: must be a number, not NaN; write a number from 0.1 to 128"],
  [{ cpu: 129 }, "cpu: 129 is out of range; write a number from 0.1 to 128"],
  [{ engine: "toString" }, 'engine: "toString" is not offered; write one of "postgres", "mysql"'],
])("tells a mistake once: %j", (args, message) => {
  expect(messages(args)).toEqual([message]);
});

test("a class has at least what is asked for, and no smaller one of the chosen families does", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 512 }), (cpu, gibibytes) => {
      const found = classFor(cpu, `${gibibytes}GiB`);
      if (!found) return;
      expect(found.cpu).toBeGreaterThanOrEqual(cpu);
      expect(found.memory).toBeGreaterThanOrEqual(gibibytes * 1_024);
      // Half of it would not do.
      expect(found.memory === 1_024 || found.memory / 2 < gibibytes * 1_024 || found.cpu / 2 < cpu).toBe(true);
    }),
  );
});

test("windows meet as their minutes do", () => {
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60) % 24).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
  const moment = (minute: number) => `${days[Math.floor(minute / 1_440) % 7]}:${clock(minute % 1_440)}`;
  const start = fc.integer({ min: 0, max: 10_079 });
  const length = fc.integer({ min: 30, max: 300 });
  fc.assert(
    fc.property(start, length, start, length, (dayStart, dayLength, weekStart, weekLength) => {
      const daily = dailyWindow(`${clock(dayStart % 1_440)}-${clock((dayStart + dayLength) % 1_440)}`);
      const weekly = weeklyWindow(`${moment(weekStart)}-${moment((weekStart + weekLength) % 10_080)}`);
      if (!daily || !weekly) throw new Error("no windows");
      const minutes = Array.from({ length: weekLength }, (_, index) => (weekStart + index) % 1_440);
      const meets = minutes.some(minute => (minute - (dayStart % 1_440) + 1_440) % 1_440 < dayLength);
      expect(windowsMeet(daily, weekly)).toBe(meets);
    }),
  );
});

test("whatever is said gives mistakes or none, and no other error", () => {
  const key = fc.constantFrom(
    "engine",
    "version",
    "memory",
    "serverless",
    "storage",
    "maxStorage",
    "insights",
    "existing",
    "name",
    "backupWindow",
  );
  fc.assert(
    fc.property(
      fc.dictionary(
        key,
        fc.oneof(fc.anything(), fc.constantFrom("mysql", "4GiB", "16", "toString", { min: 1, max: 2 })),
      ),
      args => {
        messages(args);
      },
    ),
  );
});
