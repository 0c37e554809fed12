import type * as elasticache from "@pulumi/aws/elasticache";
import * as pulumi from "@pulumi/pulumi";
import { preset } from "../../common/environment";
import type { WatchedCache } from "../../target/aws/watch";
import { isBurstable } from "./nodes";
import type { Wanted } from "./wanted";

export const PORT = 6379;

/** What ElastiCache can send to CloudWatch Logs: commands that took long, and what the engine has to say. */
export const LOGS = ["slow-log", "engine-log"] as const;

/** How long a cache's logs are kept, in days. */
export const LOG_DAYS = { staging: 14, production: 30 };

/** For how many days the daily snapshots of entries that are to last are kept. */
const SNAPSHOT_DAYS = { staging: 1, production: 7 };

/** What the nodes stand on. */
export interface Ground {
  /** Of the group; no other has it. */
  identifier: pulumi.Output<string>;
  securityGroupId: pulumi.Output<string>;
  keyArn: pulumi.Input<string>;
  parameters: pulumi.Output<string>;
  /** The log groups' names, in the order of `LOGS`. */
  logGroups: readonly pulumi.Output<string>[];
  tags: Record<string, string>;
}

/** The least recently used entries go first, whether they have a time to live or not. */
export function parametersArgs(
  name: string,
  { version }: Wanted,
  tags: Record<string, string>,
): elasticache.ParameterGroupArgs {
  const [major = ""] = version.split(".");
  const parameters = [{ name: "maxmemory-policy", value: "allkeys-lru" }];
  return { family: `valkey${major}`, description: `Settings of ${name}`, parameters, tags };
}

/** One primary node, and where it is wanted one that takes over from it. */
export function groupArgs(
  name: string,
  wanted: Wanted,
  ground: Ground,
  password: pulumi.Input<string>,
): elasticache.ReplicationGroupArgs {
  const { nodeType, version, multiZone, persistent, environment, protect } = wanted;
  return {
    replicationGroupId: ground.identifier,
    description: name,
    engine: "valkey",
    engineVersion: version,
    // It would leave the version that is written here, to which nothing can be taken back.
    autoMinorVersionUpgrade: false,
    nodeType: nodeType?.name ?? "",
    port: PORT,
    numCacheClusters: multiZone ? 2 : 1,
    automaticFailoverEnabled: multiZone,
    multiAzEnabled: multiZone,
    parameterGroupName: ground.parameters,
    subnetGroupName: ground.identifier,
    securityGroupIds: [ground.securityGroupId],
    atRestEncryptionEnabled: true,
    kmsKeyId: ground.keyArn,
    transitEncryptionEnabled: true,
    transitEncryptionMode: "required",
    authToken: pulumi.secret(password),
    authTokenUpdateStrategy: "ROTATE",
    logDeliveryConfigurations: LOGS.map((logType, index) => ({
      destination: ground.logGroups[index] ?? "",
      destinationType: "cloudwatch-logs",
      logFormat: "json",
      logType,
    })),
    snapshotRetentionLimit: persistent ? SNAPSHOT_DAYS[preset(environment)] : 0,
    snapshotWindow: "01:00-02:00",
    maintenanceWindow: "sun:04:00-sun:05:00",
    ...(protect && { finalSnapshotIdentifier: pulumi.interpolate`${ground.identifier}-final` }),
    // In production a change that takes a node away for a while waits for the maintenance window.
    applyImmediately: preset(environment) === "staging",
    tags: ground.tags,
  };
}

/** What the alarms look at. A group's nodes are called after it (Amazon ElastiCache user guide, "Replication groups"). */
export function watchedOf({ nodeType, multiZone, persistent }: Wanted, group: pulumi.Output<string>): WatchedCache {
  const nodes = (multiZone ? ["001", "002"] : ["001"]).map(node => pulumi.interpolate`${group}-${node}`);
  return { nodes, persistent, burstable: nodeType !== undefined && isBurstable(nodeType) };
}
