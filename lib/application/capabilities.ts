import type { Platform, PlatformName } from "../platform";
import type { ApplicationArgs } from "./args";

/** The parts of an application that a platform may lack, by the property of `ApplicationArgs` that speaks of them. */
export const CAPABILITIES = [
  "foundation",
  "notify",
  "registry",
  "logs",
  "database",
  "storage",
  "cache",
  "health",
  "alerts",
  "backups",
  "dashboard",
] as const;

export type Capability = (typeof CAPABILITIES)[number];

/** Parts that are made only when they are asked for; all others are on by default. */
const OPTIONAL: ReadonlySet<Capability> = new Set(["database", "storage", "cache"]);

/** Whether a part is to be made, as far as the user has a say in it. */
export function isAskedFor(args: ApplicationArgs, capability: Capability): boolean {
  if (capability === "foundation") return args.platform.Foundation !== undefined;
  const said = args[capability];
  return said !== false && (said !== undefined || !OPTIONAL.has(capability));
}

/** The cell of each part. */
export const CELLS = {
  foundation: "Foundation",
  notify: "Notifications",
  registry: "Registry",
  logs: "LogAggregation",
  database: "Database",
  storage: "FileStore",
  cache: "Cache",
  health: "HealthCheckAlarms",
  alerts: "AlertThresholds",
  backups: "BackupSchedule",
  dashboard: "Dashboard",
} as const satisfies Record<Capability, keyof Platform>;

/** The platforms that have each part. A test holds this table to the rows, which cannot be loaded here: they load SDKs. */
export const AVAILABLE: Record<Capability, readonly PlatformName[]> = {
  foundation: ["aws", "docker"],
  notify: ["aws", "docker"],
  registry: ["aws", "docker"],
  logs: ["aws", "docker"],
  database: ["aws", "docker"],
  storage: ["aws", "docker"],
  cache: ["aws", "docker"],
  health: ["aws", "docker"],
  alerts: ["aws", "docker"],
  backups: ["aws", "docker"],
  dashboard: ["aws", "docker"],
};

export function has(platform: Platform, capability: Capability): boolean {
  return platform[CELLS[capability]] !== undefined;
}

/** `not available on vercel; use aws, azure, or docker` */
export function unavailable({ platform }: Platform, capability: Capability): string {
  const platforms = new Intl.ListFormat("en", { type: "disjunction" }).format(AVAILABLE[capability]);
  return `not available on ${platform}; use ${platforms}`;
}
