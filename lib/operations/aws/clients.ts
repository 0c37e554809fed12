import type { Backup } from "@aws-sdk/client-backup";
import type { CloudWatch } from "@aws-sdk/client-cloudwatch";
import type { CloudWatchLogs } from "@aws-sdk/client-cloudwatch-logs";
import type { ECS } from "@aws-sdk/client-ecs";
import type { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { RDS } from "@aws-sdk/client-rds";
import { InputError } from "../../common/errors";

/** AWS's own clients, each loaded when it is first asked for: a verb needs two or three of them. */
export interface Clients {
  backup(): Backup;
  cloudwatch(region?: string): CloudWatch;
  ecs(): ECS;
  elb(): ElasticLoadBalancingV2;
  logs(): CloudWatchLogs;
  rds(): RDS;
  /** Closes their connections. */
  close(): void;
}

/**
 * The SDK's standard mode waits between tries, longer each time, and tries again what
 * was throttled, what failed at AWS's side and what got no answer. All that is asked of AWS here can be asked twice.
 */
const PATIENCE = { maxAttempts: 6, retryMode: "standard" };
const REQUEST_MILLISECONDS = 30_000;
const CONNECTION_MILLISECONDS = 5_000;

/** Clients for a Region; credentials, profile and endpoints are found as the AWS CLI finds them. */
export function clientsOf(home: string, requestTimeout = REQUEST_MILLISECONDS): Clients {
  const patience = {
    ...PATIENCE,
    requestHandler: { connectionTimeout: CONNECTION_MILLISECONDS, requestTimeout, throwOnRequestTimeout: true },
  };
  const made = new Set<Client>();
  const each = <T extends Client>(make: (config: Config) => T): ((region?: string) => T) => {
    const byRegion = new Map<string, T>();
    return (region = home) => {
      const client = byRegion.get(region) ?? make({ region, ...patience });
      byRegion.set(region, client);
      made.add(client);
      return client;
    };
  };
  return {
    backup: each(config => new (loaded("client-backup", loadBackup).Backup)(config)),
    cloudwatch: each(config => new (loaded("client-cloudwatch", loadCloudWatch).CloudWatch)(config)),
    ecs: each(config => new (loaded("client-ecs", loadEcs).ECS)(config)),
    elb: each(config => new (loaded("client-elastic-load-balancing-v2", loadElb).ElasticLoadBalancingV2)(config)),
    logs: each(config => new (loaded("client-cloudwatch-logs", loadLogs).CloudWatchLogs)(config)),
    rds: each(config => new (loaded("client-rds", loadRds).RDS)(config)),
    close: () => {
      for (const client of made) client.destroy();
    },
  };
}

interface Client {
  destroy(): void;
}

interface Config {
  region: string;
  maxAttempts: number;
  retryMode: string;
  requestHandler: { connectionTimeout: number; requestTimeout: number; throwOnRequestTimeout: boolean };
}

const loadBackup = (): typeof import("@aws-sdk/client-backup") => require("@aws-sdk/client-backup");
const loadCloudWatch = (): typeof import("@aws-sdk/client-cloudwatch") => require("@aws-sdk/client-cloudwatch");
const loadEcs = (): typeof import("@aws-sdk/client-ecs") => require("@aws-sdk/client-ecs");
const loadElb = (): typeof import("@aws-sdk/client-elastic-load-balancing-v2") =>
  require("@aws-sdk/client-elastic-load-balancing-v2");
const loadLogs = (): typeof import("@aws-sdk/client-cloudwatch-logs") => require("@aws-sdk/client-cloudwatch-logs");
const loadRds = (): typeof import("@aws-sdk/client-rds") => require("@aws-sdk/client-rds");

/** @throws InputError where the client, an optional peer, is not installed */
function loaded<T>(client: string, load: () => T): T {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND")) throw error;
    const name = `@aws-sdk/${client}`;
    throw new InputError("aws", [{ path: name, message: `is needed and is not installed; run npm install ${name}` }]);
  }
}
