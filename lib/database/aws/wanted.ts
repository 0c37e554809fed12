import { type Duration, days, seconds } from "../../common/duration";
import { type Environment, preset, protects } from "../../common/environment";
import { mebibytes } from "../../common/size";
import { databaseSpec } from "../defaults";
import type { DatabaseEngine } from "../index";
import type { AwsDatabaseArgs, Serverless } from "./args";
import { classFor, classNamed, type InstanceClass } from "./classes";
import { connectionsOfAurora, connectionsOfInstance } from "./connections";
import type { Kind } from "./engines";

/** The user who administers the server; RDS keeps and renews its password. */
export const ADMIN = "daytwo";

/** Everything that is to be, with its defaults. */
export interface Wanted {
  engine: DatabaseEngine;
  kind: Kind;
  version: string;
  /** Of the database, and of the role that owns it. */
  name: string;
  instanceClass: InstanceClass | undefined;
  serverless: Serverless | undefined;
  connections: number;
  slowQueries: Duration | false;
  tls: boolean;
  /** In gibibytes. */
  storage: number;
  /** In gibibytes; `undefined` does not grow. */
  maxStorage: number | undefined;
  multiZone: boolean;
  /** Whether another major version is taken over by the server that is there. */
  majorUpgrade: boolean;
  /** In days; 0 for none. */
  backupRetention: number;
  /** Whether it keeps every moment itself, as its user says how long, and AWS Backup does not. */
  keepsItself: boolean;
  backupWindow: string;
  maintenanceWindow: string;
  /** In days; `undefined` for none. */
  insights: number | undefined;
  /** In seconds; 0 for none. */
  monitoring: number;
  environment: Environment;
  protect: boolean;
}

/** Before AWS Backup's and the steward's jobs, which begin at three. */
export const BACKUP_WINDOW = "01:00-02:00";
/** After AWS Backup's, which cannot begin then, nor in the hour before. */
export const MAINTENANCE_WINDOW = "sun:07:00-sun:08:00";

/** RDS's least for gp3 (Amazon RDS user guide, "Amazon RDS DB instance storage"). */
const STORAGE = "20GiB";

/** How far storage grows by itself, as a multiple of what it starts with. */
const GROWTH = 5;

/** RDS's most for gp3, in gibibytes, and by how much `maxStorage` must be above `storage` at the least (likewise). */
const MOST_STORAGE = 65_536;
export const LEAST_GROWTH = 1.1;

export function wantedOf(args: AwsDatabaseArgs): Wanted {
  const { serverless, environment = "production" } = args;
  const production = preset(environment) === "production";
  const { connections: _, ...spec } = databaseSpec(args);
  const version = args.version ?? (serverless && spec.engine === "mysql" ? "8.0" : spec.version);
  const kind = serverless ? "aurora" : "instance";
  const instanceClass = serverless ? undefined : instanceClassOf(args);
  const storage = Math.ceil(mebibytes(args.storage ?? STORAGE) / 1_024);
  return {
    ...spec,
    version,
    kind,
    serverless,
    instanceClass,
    connections: args.connections ?? computedConnections(spec.engine, serverless, instanceClass),
    tls: args.tls ?? true,
    storage,
    maxStorage: maxStorageOf(args, storage),
    multiZone: args.multiZone ?? production,
    majorUpgrade: args.majorUpgrade ?? false,
    backupRetention:
      args.backupRetention === false ? 0 : days(args.backupRetention ?? (production ? "14 days" : "7 days")),
    keepsItself: args.backupRetention !== undefined || args.backupWindow !== undefined,
    backupWindow: args.backupWindow ?? BACKUP_WINDOW,
    maintenanceWindow: args.maintenanceWindow ?? MAINTENANCE_WINDOW,
    insights: insightsOf(args, spec.engine, instanceClass),
    monitoring:
      args.monitoring === false
        ? 0
        : seconds(args.monitoring ?? "1 minute") * Number(production || args.monitoring !== undefined),
    environment,
    protect: protects(environment),
  };
}

/** The class that is named, or the smallest that has what is asked for. */
export function instanceClassOf(args: AwsDatabaseArgs): InstanceClass | undefined {
  if (args.instanceClass !== undefined) return classNamed(args.instanceClass);
  const { cpu, memory } = databaseSpec(args);
  return classFor(cpu, memory);
}

function computedConnections(
  engine: DatabaseEngine,
  serverless: Serverless | undefined,
  instanceClass: InstanceClass | undefined,
): number {
  if (serverless) return connectionsOfAurora(engine, serverless);
  return connectionsOfInstance(engine, instanceClass?.memory ?? 1_024);
}

function maxStorageOf({ maxStorage }: AwsDatabaseArgs, storage: number): number | undefined {
  if (maxStorage === false) return undefined;
  if (maxStorage !== undefined) return Math.ceil(mebibytes(maxStorage) / 1_024);
  const most = Math.min(storage * GROWTH, MOST_STORAGE);
  return most < storage * LEAST_GROWTH ? undefined : most;
}

/** Performance Insights' free retention; where it is not to be had, or takes what little there is, none unless asked for. */
function insightsOf(
  { insights, serverless }: AwsDatabaseArgs,
  engine: DatabaseEngine,
  instanceClass: InstanceClass | undefined,
): number | undefined {
  if (insights === false) return undefined;
  if (insights !== undefined) return days(insights);
  const tooSmall = serverless ? serverless.min < 2 : lacksInsights(engine, instanceClass);
  return tooSmall ? undefined : 7;
}

/** Amazon RDS user guide, "Amazon RDS DB engine, Region, and instance class support for Database Insights". */
export function lacksInsights(engine: DatabaseEngine, instanceClass: InstanceClass | undefined): boolean {
  return engine === "mysql" && /\.t\d\w*\.(?:micro|small)$/.test(instanceClass?.name ?? "");
}
