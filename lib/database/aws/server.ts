import { createHash } from "node:crypto";
import type * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import { ENGINE_FACTS, logsOf } from "./engines";
import { ADMIN, type Wanted } from "./wanted";

/** What the instance or the cluster stands on. */
export interface Ground {
  /** Of the instance or cluster; no other has it. */
  identifier: pulumi.Output<string>;
  subnetGroup: pulumi.Input<string>;
  securityGroupId: pulumi.Input<string>;
  keyArn: pulumi.Input<string>;
  parameters: pulumi.Input<string>;
  /** The role that writes the operating system's figures; not there when they are not taken. */
  monitoringRoleArn: pulumi.Input<string> | undefined;
  tags: Record<string, string>;
}

/** The names by which instance and cluster share what they are told. */
function common(wanted: Wanted, ground: Ground) {
  const { version, name, engine, kind, protect, majorUpgrade } = wanted;
  return {
    engine: ENGINE_FACTS[engine].names[kind],
    engineVersion: version,
    port: ENGINE_FACTS[engine].port,
    manageMasterUserPassword: true,
    masterUserSecretKmsKeyId: ground.keyArn,
    storageEncrypted: true,
    kmsKeyId: ground.keyArn,
    dbSubnetGroupName: ground.subnetGroup,
    vpcSecurityGroupIds: [ground.securityGroupId],
    copyTagsToSnapshot: true,
    deletionProtection: protect,
    deleteAutomatedBackups: !protect,
    skipFinalSnapshot: !protect,
    finalSnapshotIdentifier: finalSnapshot(ground.identifier, [engine, kind, name]),
    enabledCloudwatchLogsExports: [...logsOf(engine, kind)],
    // In production a change that needs a restart waits for the maintenance window. Not so a major version: till then RDS would
    // keep the former parameters in use, which the same update deletes.
    applyImmediately: !protect || majorUpgrade,
    allowMajorVersionUpgrade: majorUpgrade,
    tags: ground.tags,
  };
}

/** One instance of RDS, with another one that stands by in another zone where that is wanted. */
export function instanceArgs(wanted: Wanted, ground: Ground): rds.InstanceArgs {
  const { instanceClass, maxStorage } = wanted;
  return {
    ...common(wanted, ground),
    ...insightsArgs(wanted, ground),
    identifier: ground.identifier,
    instanceClass: instanceClass?.name ?? "",
    dbName: wanted.name,
    username: ADMIN,
    parameterGroupName: ground.parameters,
    storageType: "gp3",
    allocatedStorage: wanted.storage,
    ...(maxStorage !== undefined && { maxAllocatedStorage: maxStorage }),
    publiclyAccessible: false,
    multiAz: wanted.multiZone,
    backupRetentionPeriod: wanted.backupRetention,
    backupWindow: wanted.backupWindow,
    maintenanceWindow: wanted.maintenanceWindow,
    autoMinorVersionUpgrade: followsMinors(wanted),
  };
}

export function clusterArgs(wanted: Wanted, ground: Ground): rds.ClusterArgs {
  const { min, max } = wanted.serverless ?? { min: 0.5, max: 1 };
  return {
    ...common(wanted, ground),
    clusterIdentifier: ground.identifier,
    engineMode: "provisioned",
    serverlessv2ScalingConfiguration: { minCapacity: min, maxCapacity: max },
    databaseName: wanted.name,
    masterUsername: ADMIN,
    dbClusterParameterGroupName: ground.parameters,
    backupRetentionPeriod: wanted.backupRetention,
    preferredBackupWindow: wanted.backupWindow,
    preferredMaintenanceWindow: wanted.maintenanceWindow,
  };
}

/** One server of a cluster: the first writes, a second one reads, and takes over. */
export function memberArgs(
  wanted: Wanted,
  ground: Ground,
  cluster: rds.Cluster,
  index: number,
): rds.ClusterInstanceArgs {
  return {
    ...insightsArgs(wanted, ground),
    identifier: pulumi.interpolate`${ground.identifier}-${index}`,
    clusterIdentifier: cluster.id,
    engine: ENGINE_FACTS[wanted.engine].names.aurora,
    engineVersion: wanted.version,
    instanceClass: "db.serverless",
    dbSubnetGroupName: ground.subnetGroup,
    publiclyAccessible: false,
    copyTagsToSnapshot: true,
    preferredMaintenanceWindow: wanted.maintenanceWindow,
    applyImmediately: !wanted.protect,
    autoMinorVersionUpgrade: followsMinors(wanted),
    tags: ground.tags,
  };
}

function insightsArgs({ insights, monitoring }: Wanted, { keyArn, monitoringRoleArn }: Ground) {
  return {
    performanceInsightsEnabled: insights !== undefined,
    ...(insights !== undefined && {
      performanceInsightsRetentionPeriod: insights,
      performanceInsightsKmsKeyId: keyArn,
    }),
    monitoringInterval: monitoring,
    ...(monitoringRoleArn !== undefined && { monitoringRoleArn }),
  };
}

/** RDS takes "16" only where it may choose what comes after; who writes "16.4" chooses himself. */
function followsMinors({ engine, version }: Wanted): boolean {
  return engine === "mysql" || !version.includes(".");
}

/**
 * The last snapshot's name. A name that was used once fails the next deletion, so it is made of the identifier, which each
 * database has anew, and of what cannot change without a new database.
 */
function finalSnapshot(identifier: pulumi.Input<string>, fixed: readonly string[]): pulumi.Output<string> {
  const digest = createHash("sha256").update(fixed.join("\n")).digest("hex").slice(0, 6);
  return pulumi.interpolate`${identifier}-final-${digest}`;
}
