import * as check from "../../common/checks";
import { parseSize } from "../../common/size";
import { databaseSpec } from "../defaults";
import { MOST_CPUS, VERSION } from "../rules";
import type { AwsDatabaseArgs } from "./args";
import { CLASS, CLASSES, classNamed } from "./classes";
import { factsOf, majorOf } from "./engines";
import { BACKUP_WINDOW, instanceClassOf, LEAST_GROWTH, lacksInsights, MAINTENANCE_WINDOW } from "./wanted";
import { dailyWindow, weeklyWindow, windowsMeet } from "./windows";

/** Tells what is wrong with a property, by its name. */
export type Told = (property: string, message: string) => void;

function checkName(args: AwsDatabaseArgs, told: Told): void {
  const { engine, name } = databaseSpec(args);
  if (typeof name !== "string") return;
  if (factsOf(engine)?.reserved.has(name))
    told("name", `"${name}" is a word that ${engine} or RDS keeps for itself; write another one, such as "shop"`);
  // Of MySQL's 32 characters for a user, the login's "_a" takes 2.
  if (name.length > 30) told("name", `has ${name.length} characters, and its logins have two more; write at most 30`);
}

function checkVersion(args: AwsDatabaseArgs, told: Told): void {
  const { engine, version } =
    args.version === undefined ? { ...databaseSpec(args), version: undefined } : databaseSpec(args);
  const facts = factsOf(engine);
  if (typeof version !== "string" || !VERSION.test(version) || !facts) return;
  const offered = facts.versions[args.serverless ? "aurora" : "instance"];
  if (!offered.includes(majorOf(engine, version))) {
    const what = args.serverless ? "Aurora" : "RDS";
    told(
      "version",
      `${what} has no version "${version}" of ${engine}; write one of ${offered.map(each => `"${each}"`).join(", ")}`,
    );
  }
}

function checkClass(args: AwsDatabaseArgs, told: Told): void {
  const { instanceClass, cpu, memory } = args;
  if (instanceClass === undefined) {
    if (!args.serverless && isSized(args) && !instanceClassOf(args))
      told(
        "memory",
        "no class that is known here has so much with so many CPUs; write instanceClass through transform",
      );
    return;
  }
  if (typeof instanceClass === "string" && CLASS.test(instanceClass) && !classNamed(instanceClass))
    told(
      "instanceClass",
      `"${instanceClass}" is not known here; write one such as ${CLASSES[0]?.name}, or change the instance by transform`,
    );
  for (const [property, value] of Object.entries({ cpu, memory })) {
    if (value !== undefined) told(property, "stands beside instanceClass, which has its own; leave one of the two out");
  }
}

/** Whether what the class is chosen by is there; what else is wrong with it is told on its own. */
function isSized(args: AwsDatabaseArgs): boolean {
  const { cpu, memory } = databaseSpec(args);
  return typeof cpu === "number" && cpu <= MOST_CPUS && typeof memory === "string" && parseSize(memory) !== undefined;
}

function checkServerless(args: AwsDatabaseArgs, told: Told): void {
  const { serverless, backupRetention } = args;
  if (!check.isPlainObject(serverless)) return;
  const { min, max } = serverless;
  if (typeof max === "number" && max < 1) told("serverless.max", `${max} is too little; write 1 or more`);
  if (min > max) told("serverless.min", `${min} is more than max, ${max}; write less, or a greater max`);
  const { instanceClass, cpu, memory, storage, maxStorage } = args;
  for (const [property, value] of Object.entries({ instanceClass, cpu, memory, storage, maxStorage })) {
    if (value !== undefined) told(property, "is an instance's; Aurora has what its capacity gives: leave it out");
  }
  if (backupRetention === false) told("backupRetention", 'cannot be off with Aurora; write "1 day" or more');
}

function checkStorage({ storage = "20GiB", maxStorage }: AwsDatabaseArgs, told: Told): void {
  const [first, most] = [storage, maxStorage].map(size => (typeof size === "string" ? parseSize(size) : undefined));
  if (first !== undefined && most !== undefined && most < first * LEAST_GROWTH)
    told(
      "maxStorage",
      `${maxStorage} is less than a tenth above storage, ${storage}; write more, or false: storage never shrinks`,
    );
}

function checkWindows(
  { backupWindow = BACKUP_WINDOW, maintenanceWindow = MAINTENANCE_WINDOW }: AwsDatabaseArgs,
  told: Told,
): void {
  const daily = typeof backupWindow === "string" ? dailyWindow(backupWindow) : undefined;
  const weekly = typeof maintenanceWindow === "string" ? weeklyWindow(maintenanceWindow) : undefined;
  if (daily && weekly && windowsMeet(daily, weekly))
    told(
      "maintenanceWindow",
      `"${maintenanceWindow}" overlaps the backup window, "${backupWindow}"; write another time for one of the two`,
    );
}

function checkInsights(args: AwsDatabaseArgs, told: Told): void {
  const { insights, serverless } = args;
  if (insights === undefined || insights === false || serverless || !isSized(args)) return;
  const instanceClass = instanceClassOf(args);
  if (lacksInsights(databaseSpec(args).engine, instanceClass))
    told("insights", `${instanceClass?.name} has none with MySQL; leave it out, or write a memory of "4GiB" or more`);
}

/** What shows only when several properties are looked at together. */
export const TOGETHER: readonly ((args: AwsDatabaseArgs, told: Told) => void)[] = [
  checkName,
  checkVersion,
  checkClass,
  checkServerless,
  checkStorage,
  checkWindows,
  checkInsights,
];
