import "./common/aws/peer";

/** The AWS row: one class a capability. */
export const platform = "aws" as const;

export {
  AlertThresholds,
  type AlertThresholdsArgs,
  type AwsDailySummary as DailySummary,
  type BusinessMetric,
} from "./alerts/aws";
export { applicationCheck } from "./application/aws";
export { BackupSchedule, type BackupScheduleArgs } from "./backups/aws";
export { Cache, type CacheArgs } from "./cache/aws";
export { Dashboard, type DashboardArgs } from "./dashboard/aws";
export { Database, type DatabaseArgs } from "./database/aws";
export { Foundation, type FoundationArgs } from "./foundation/aws";
export { HealthCheckAlarms, type HealthCheckAlarmsArgs } from "./health/aws";
export { LogAggregation, type LogAggregationArgs } from "./logs/aws";
export { Notifications, type NotificationsArgs } from "./notifications/aws";
export { Registry, type RegistryArgs } from "./registry/aws";
export { FileStore, type FileStoreArgs } from "./storage/aws";
export { DeploymentTarget, type DeploymentTargetArgs } from "./target/aws";
export type { AwsWatch as Watch, WatchedService } from "./target/aws/watch";
