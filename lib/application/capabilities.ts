import type { Platform, PlatformName } from "../platform";

/** The parts of an application that a platform may lack, by the property of `ApplicationArgs` that speaks of them. */
export const CAPABILITIES = ["notify", "registry", "logs", "health", "alerts", "backups"] as const;

export type Capability = (typeof CAPABILITIES)[number];

/** The cell of each part. */
export const CELLS = {
  notify: "Notifications",
  registry: "Registry",
  logs: "LogAggregation",
  health: "HealthCheckAlarms",
  alerts: "AlertThresholds",
  backups: "BackupSchedule",
} as const satisfies Record<Capability, keyof Platform>;

/** The platforms that have each part. A test holds this table to the rows, which cannot be loaded here: they load SDKs. */
export const AVAILABLE: Record<Capability, readonly PlatformName[]> = {
  notify: ["aws"],
  registry: ["aws"],
  logs: ["aws"],
  health: ["aws"],
  alerts: ["aws"],
  backups: ["aws"],
};

export function has(platform: Platform, capability: Capability): boolean {
  return platform[CELLS[capability]] !== undefined;
}

/** `not available on vercel; use aws, azure, or docker` */
export function unavailable({ platform }: Platform, capability: Capability): string {
  const platforms = new Intl.ListFormat("en", { type: "disjunction" }).format(AVAILABLE[capability]);
  return `not available on ${platform}; use ${platforms}`;
}
