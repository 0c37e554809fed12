// biome-ignore-all lint/suspicious/noUnsafeDeclarationMerging: these classes are types alone; nothing is ever made of them
// biome-ignore-all lint/suspicious/noEmptyInterface: an interface gives its class the contract's members
// biome-ignore-all lint/correctness/noUnusedVariables: likewise
// biome-ignore-all lint/complexity/noStaticOnlyClass: likewise
import type * as pulumi from "@pulumi/pulumi";
import type { AlertThresholds, AlertThresholdsArgs } from "./alerts";
import type { BackupSchedule, BackupScheduleArgs } from "./backups";
import type { Cache, CacheArgs } from "./cache";
import type { Check } from "./common/checks";
import type { Dashboard, DashboardArgs } from "./dashboard";
import type { Database, DatabaseArgs } from "./database";
import type { Foundation, FoundationArgs } from "./foundation";
import type { HealthCheckAlarms, HealthCheckAlarmsArgs } from "./health";
import type { LogAggregation, LogAggregationArgs } from "./logs";
import type { Notifications, NotificationsArgs } from "./notifications";
import type { Registry, RegistryArgs } from "./registry";
import type { FileStore, FileStoreArgs } from "./storage";
import type { DeploymentTarget, DeploymentTargetArgs } from "./target";

/** The platforms, in the order of the support matrix. */
export const PLATFORMS = ["aws", "azure", "digitalocean", "docker", "server", "vercel", "netlify", "heroku"] as const;

export type PlatformName = (typeof PLATFORMS)[number];

type Options = pulumi.ComponentResourceOptions;

/**
 * A cell of the matrix: the class that makes one capability on one platform.
 *
 * Cells are declared as classes and not as construct signatures, because TypeScript compares the parameters of a class's
 * constructor both ways: a cell may ask for its own row's components where the contract speaks of any row's, so that mixing
 * rows is a compile error for who uses cells directly.
 */
declare class Cell {
  /** Looks at args without making anything, so that all of an application's mistakes are told before its first resource. */
  static readonly check: Check;
}

declare class TargetCell extends Cell {
  constructor(name: string, args: DeploymentTargetArgs, opts?: Options);
}
interface TargetCell extends DeploymentTarget {}

declare class NotificationsCell extends Cell {
  constructor(name: string, args: NotificationsArgs, opts?: Options);
}
interface NotificationsCell extends Notifications {}

declare class RegistryCell extends Cell {
  constructor(name: string, args: RegistryArgs, opts?: Options);
}
interface RegistryCell extends Registry {}

declare class HealthCell extends Cell {
  constructor(name: string, args: HealthCheckAlarmsArgs, opts?: Options);
}
interface HealthCell extends HealthCheckAlarms {}

declare class LogsCell extends Cell {
  constructor(name: string, args: LogAggregationArgs, opts?: Options);
}
interface LogsCell extends LogAggregation {}

declare class BackupsCell extends Cell {
  constructor(name: string, args: BackupScheduleArgs, opts?: Options);
}
interface BackupsCell extends BackupSchedule {}

declare class AlertsCell extends Cell {
  constructor(name: string, args: AlertThresholdsArgs, opts?: Options);
}
interface AlertsCell extends AlertThresholds {}

declare class FoundationCell extends Cell {
  constructor(name: string, args: FoundationArgs, opts?: Options);
}
interface FoundationCell extends Foundation {}

declare class DatabaseCell extends Cell {
  constructor(name: string, args: DatabaseArgs, opts?: Options);
}
interface DatabaseCell extends Database {}

declare class StorageCell extends Cell {
  constructor(name: string, args: FileStoreArgs, opts?: Options);
}
interface StorageCell extends FileStore {}

declare class CacheCell extends Cell {
  constructor(name: string, args: CacheArgs, opts?: Options);
}
interface CacheCell extends Cache {}

declare class DashboardCell extends Cell {
  constructor(name: string, args: DashboardArgs, opts?: Options);
}
interface DashboardCell extends Dashboard {}

/**
 * A row of the matrix: what a platform's module exports. A capability that the platform cannot have is absent, which is a
 * compile error where it is named, and an `InputError` from `Application`.
 */
export interface Platform {
  readonly platform: PlatformName;
  /** Looks at an application's args for what shows only when its parts are looked at together. @default - nothing does */
  readonly applicationCheck?: Check;
  readonly DeploymentTarget: typeof TargetCell;
  readonly Foundation?: typeof FoundationCell;
  readonly Notifications?: typeof NotificationsCell;
  readonly Registry?: typeof RegistryCell;
  readonly Database?: typeof DatabaseCell;
  readonly FileStore?: typeof StorageCell;
  readonly Cache?: typeof CacheCell;
  readonly HealthCheckAlarms?: typeof HealthCell;
  readonly LogAggregation?: typeof LogsCell;
  readonly BackupSchedule?: typeof BackupsCell;
  readonly AlertThresholds?: typeof AlertsCell;
  readonly Dashboard?: typeof DashboardCell;
}
