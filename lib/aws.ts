import "./common/aws/peer";

/** The AWS row: one class a capability. */
export const platform = "aws" as const;

export {
  AlertThresholds,
  type AlertThresholdsArgs,
  type AwsDailySummary as DailySummary,
  type BusinessMetric,
} from "./alerts/aws";
export { BackupSchedule, type BackupScheduleArgs } from "./backups/aws";
export { HealthCheckAlarms, type HealthCheckAlarmsArgs } from "./health/aws";
export { LogAggregation, type LogAggregationArgs } from "./logs/aws";
export { Notifications, type NotificationsArgs } from "./notifications/aws";
export { Registry, type RegistryArgs } from "./registry/aws";
export { DeploymentTarget, type DeploymentTargetArgs } from "./target/aws";
export type { AwsWatch as Watch, WatchedService } from "./target/aws/watch";
