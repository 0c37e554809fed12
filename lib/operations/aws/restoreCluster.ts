import type { DBCluster, RestoreDBClusterToPointInTimeMessage } from "@aws-sdk/client-rds";
import { PlainError } from "../../common/errors";
import type { Restored } from "./restore";
import { instanceNamed } from "./restoreInstance";
import { checkMoment, ifThere, made, RESTORE_HOURS, type Restoring, serves, tagsOf } from "./restoring";
import type { System } from "./system";

/** An Aurora cluster as it was, with a writer, beside the one that serves. */
export async function restoredCluster(system: System, restoring: Restoring): Promise<Restored> {
  const { from, name, follow } = restoring;
  const source = await clusterNamed(system, from);
  if (!source) throw new PlainError(`the database ${from} is not there; write the stack or profile that has it`);
  if (await clusterNamed(system, name)) follow(`${name} is there already`);
  else await make(system, restoring, source);
  const otherwise = `RDS goes on with ${name}; the same command waits for it again`;
  await system.until(RESTORE_HOURS, otherwise, async () => {
    const now = await clusterNamed(system, name);
    return serves(name, now?.Status) || undefined;
  });
  await makeWriter(system, restoring, source);
  if (source.MasterUserSecret) await keepPassword(system, name, source.MasterUserSecret.KmsKeyId);
  return system.until(RESTORE_HOURS, otherwise, async () => {
    const [cluster, writer] = await Promise.all([clusterNamed(system, name), instanceNamed(system, writerOf(name))]);
    if (!serves(name, writer?.DBInstanceStatus) || !cluster?.Endpoint) return undefined;
    return { address: `${cluster.Endpoint}:${cluster.Port}`, secret: cluster.MasterUserSecret?.SecretArn };
  });
}

async function make(system: System, restoring: Restoring, source: DBCluster): Promise<void> {
  const { from, name, to, follow } = restoring;
  checkMoment(restoring, source.EarliestRestorableTime, source.LatestRestorableTime);
  const request = {
    SourceDBClusterIdentifier: from,
    DBClusterIdentifier: name,
    RestoreToTime: to,
    ...settingsOf(source),
    Tags: tagsOf(system, restoring, source.TagList),
  };
  await made(system.clients.rds().restoreDBClusterToPointInTime(request), "DBClusterAlreadyExists");
  follow(`RDS makes ${name}, which takes from minutes to hours; ${from} serves on`);
}

function settingsOf(source: DBCluster): Partial<RestoreDBClusterToPointInTimeMessage> {
  const { DeletionProtection, CopyTagsToSnapshot, Port, StorageType } = source;
  const { MinCapacity, MaxCapacity } = source.ServerlessV2ScalingConfiguration ?? {};
  const groups = source.VpcSecurityGroups?.flatMap(({ VpcSecurityGroupId }) => VpcSecurityGroupId ?? []);
  return {
    DeletionProtection,
    CopyTagsToSnapshot,
    Port,
    StorageType,
    DBSubnetGroupName: source.DBSubnetGroup,
    DBClusterParameterGroupName: source.DBClusterParameterGroup,
    VpcSecurityGroupIds: groups,
    BackupRetentionPeriod: source.BackupRetentionPeriod,
    EnableIAMDatabaseAuthentication: source.IAMDatabaseAuthenticationEnabled,
    EnableCloudwatchLogsExports: source.EnabledCloudwatchLogsExports,
    ...(MaxCapacity !== undefined && { ServerlessV2ScalingConfiguration: { MinCapacity, MaxCapacity } }),
  };
}

/** A restored cluster has its data and nobody who serves them. */
async function makeWriter(system: System, restoring: Restoring, source: DBCluster): Promise<void> {
  const { name, follow } = restoring;
  const writer = source.DBClusterMembers?.find(({ IsClusterWriter }) => IsClusterWriter)?.DBInstanceIdentifier;
  const model = writer === undefined ? undefined : await instanceNamed(system, writer);
  const request = {
    DBInstanceIdentifier: writerOf(name),
    DBClusterIdentifier: name,
    Engine: source.Engine,
    DBInstanceClass: model?.DBInstanceClass ?? "db.serverless",
    DBParameterGroupName: model?.DBParameterGroups?.[0]?.DBParameterGroupName,
    Tags: tagsOf(system, restoring, source.TagList),
  };
  await made(system.clients.rds().createDBInstance(request), "DBInstanceAlreadyExists");
  follow(`RDS makes its writer, ${writerOf(name)}`);
}

/** A restored cluster has the password of its moment; RDS makes a new one where it kept the old one. Asked for again it does nothing. */
async function keepPassword(system: System, DBClusterIdentifier: string, key: string | undefined): Promise<void> {
  if ((await clusterNamed(system, DBClusterIdentifier))?.MasterUserSecret) return;
  const kept = { ManageMasterUserPassword: true, MasterUserSecretKmsKeyId: key };
  await system.clients.rds().modifyDBCluster({ DBClusterIdentifier, ...kept, ApplyImmediately: true });
}

/** Fits: a cluster's name leaves room for it. */
function writerOf(cluster: string): string {
  return `${cluster.slice(0, 61)}-1`;
}

async function clusterNamed(system: System, DBClusterIdentifier: string): Promise<DBCluster | undefined> {
  const asked = system.clients.rds().describeDBClusters({ DBClusterIdentifier });
  return (await ifThere(asked, "DBClusterNotFound"))?.DBClusters?.[0];
}
