import "./common/docker/peer";

/** The row of one Docker host: one class a capability. */
export const platform = "docker" as const;

export { AlertThresholds, type AlertThresholdsArgs } from "./alerts/docker";
export { BackupSchedule, type BackupScheduleArgs } from "./backups/docker";
export { Cache, type CacheArgs } from "./cache/docker";
export { Dashboard, type DashboardArgs } from "./dashboard/docker";
export { Database, type DatabaseArgs } from "./database/docker";
export { Foundation, type FoundationArgs } from "./foundation/docker";
export { HealthCheckAlarms, type HealthCheckAlarmsArgs } from "./health/docker";
export { LogAggregation, type LogAggregationArgs } from "./logs/docker";
export { Notifications, type NotificationsArgs } from "./notifications/docker";
export { Registry, type RegistryArgs } from "./registry/docker";
export { FileStore, type FileStoreArgs } from "./storage/docker";
export { DeploymentTarget, type DeploymentTargetArgs } from "./target/docker";
export type { DockerWatch as Watch } from "./target/docker/watch";
