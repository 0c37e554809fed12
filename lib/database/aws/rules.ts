import { arnOf } from "../../common/aws/arns";
import { COMPONENT_NAME } from "../../common/aws/name";
import * as check from "../../common/checks";
import { type Duration, days, parseDuration } from "../../common/duration";
import type { Mistakes } from "../../common/errors";
import { isGround, toldSubnets } from "../../target/aws/place";
import { databaseChecks } from "../rules";
import type { AwsDatabaseArgs, Serverless } from "./args";
import { CLASS } from "./classes";
import { existingCheck } from "./existingRules";
import { TOGETHER, type Told } from "./together";
import { dailyWindow, weeklyWindow } from "./windows";

export const NO_FOUNDATION = "is missing; write new aws.Foundation(…), on whose network the containers reach it";

/** Aurora's units: 0, or 0.5 to 256, in halves (Amazon Aurora user guide, "Aurora Serverless v2 capacity"). */
const units: check.Check = (value, path, mistakes) => {
  if (typeof value !== "number" || !(value >= 0 && value <= 256) || !Number.isInteger(value * 2))
    mistakes.add(path, "is no number of capacity units; write 0, or 0.5 to 256 in halves");
};

const window = (read: (text: string) => unknown, hint: string): check.Check =>
  check.plain((value, path, mistakes) => {
    if (typeof value !== "string" || !read(value)) mistakes.add(path, `is no window; ${hint}`);
  });

const INSIGHTS = "write 7 days, 31 days or a multiple of that up to 713 days, 731 days, or false";

const insights: check.Check = (value, path, mistakes) => {
  const length = typeof value === "string" ? parseDuration(value) : undefined;
  const count = (length ?? 0) / 86_400;
  const sold = count === 7 || count === 731 || (count > 0 && count % 31 === 0 && count <= 713);
  if (!sold) mistakes.add(path, `is a retention that AWS does not sell; ${INSIGHTS}`);
};

const INTERVALS = [1, 5, 10, 15, 30, 60];

const interval: check.Check = (value, path, mistakes) => {
  const length = typeof value === "string" ? parseDuration(value) : undefined;
  if (length === undefined || !INTERVALS.includes(length))
    mistakes.add(path, `is no interval of RDS's; write one of ${INTERVALS.join(", ")} seconds, or false`);
};

const wholeDays = (min: Duration, max: Duration): check.Check =>
  check.orFalse((value, path, mistakes) => {
    const length = typeof value === "string" ? parseDuration(value) : undefined;
    if (length === undefined || length % 86_400 !== 0 || length < days(min) * 86_400 || length > days(max) * 86_400)
      mistakes.add(path, `is a time that AWS does not sell; write whole days from "${min}" to "${max}", or false`);
  });

const shape = check.object<AwsDatabaseArgs>({
  ...databaseChecks,
  foundation: isGround,
  instanceClass: check.text(CLASS, 'write a class, such as "db.m7g.large"'),
  serverless: check.object<Serverless>({ min: units, max: units }, { required: ["min", "max"] }),
  storage: check.size("20GiB", "64TiB"),
  maxStorage: check.orFalse(check.size("20GiB", "64TiB")),
  multiZone: check.flag,
  majorUpgrade: check.flag,
  backupRetention: wholeDays("1 day", "35 days"),
  backupWindow: window(dailyWindow, 'write half an hour or more in UTC, such as "01:00-02:00"'),
  maintenanceWindow: window(weeklyWindow, 'write half an hour to a day in UTC, such as "sun:07:00-sun:08:00"'),
  insights: check.orFalse(insights),
  monitoring: check.orFalse(interval),
  tls: check.flag,
  rotation: wholeDays("1 day", "365 days"),
  keyArn: arnOf("kms", /^key\/[\w-]+$/, "arn:aws:kms:…:key/…"),
  existing: existingCheck,
  stewardImage: check.input(check.text()),
  transform: check.transforms,
});

/** Everything that can be wrong with a database on AWS, but for what it stands on. */
export const databaseCheck: check.Check = (value, path, mistakes) => {
  shape(value, path, mistakes);
  if (!isArgs(value)) return;
  const args: AwsDatabaseArgs = value;
  const told = (property: string, message: string) => mistakes.add(check.join(path, property), message);
  if (args.existing !== undefined) return checkNothingBeside(args, told);
  for (const look of TOGETHER) look(args, told);
};

/** The same, where it is made: on a foundation, and under a name that RDS takes. */
export function wiredDatabaseCheck(name: string): check.Check {
  return (value, path, mistakes) => {
    databaseCheck(value, path, mistakes);
    if (!isArgs(value) || value.existing !== undefined) return;
    checkIdentifier(name, mistakes);
    checkGround(value, mistakes);
  };
}

function isArgs(value: unknown): value is AwsDatabaseArgs {
  return check.isPlainObject(value);
}

function checkIdentifier(name: string, mistakes: Mistakes): void {
  if (!COMPONENT_NAME.test(name))
    mistakes.add(
      "name",
      "is no name of RDS's; write at most 64 lower-case letters, digits and single hyphens, starting with a letter",
    );
}

function checkGround({ foundation }: AwsDatabaseArgs, mistakes: Mistakes): void {
  if (foundation === undefined) mistakes.add("foundation", NO_FOUNDATION);
  checkDatabaseSubnets(toldSubnets(foundation), mistakes);
}

/** That there are enough of them, as far as they are known. */
export function checkDatabaseSubnets(subnets: readonly unknown[] | undefined, mistakes: Mistakes): void {
  if (subnets?.length === 1)
    mistakes.add(
      "foundation",
      "has one subnet for a database, and RDS wants two in different zones; write two privateSubnetIds",
    );
}

function checkNothingBeside({ existing, ...args }: AwsDatabaseArgs, told: Told): void {
  const ours = ["engine", "foundation", "environment", "application", "tags", "logs"];
  for (const [property, value] of Object.entries(args)) {
    if (value !== undefined && !ours.includes(property))
      told(
        property,
        "is a setting of a new database, and this one is there already; leave it out, or leave out existing",
      );
  }
}
