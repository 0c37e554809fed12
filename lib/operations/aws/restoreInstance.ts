import type { DBInstance, RestoreDBInstanceToPointInTimeMessage } from "@aws-sdk/client-rds";
import { PlainError } from "../../common/errors";
import type { Restored } from "./restore";
import { checkMoment, ifThere, made, RESTORE_HOURS, type Restoring, serves, tagsOf } from "./restoring";
import type { System } from "./system";

/** An RDS instance as it was, beside the one that serves. */
export async function restoredInstance(system: System, restoring: Restoring): Promise<Restored> {
  const { name, follow } = restoring;
  if (await instanceNamed(system, name)) follow(`${name} is there already`);
  else await make(system, restoring);
  const otherwise = `RDS goes on with ${name}; the same command waits for it again`;
  return system.until(RESTORE_HOURS, otherwise, async () => {
    const now = await instanceNamed(system, name);
    if (!serves(name, now?.DBInstanceStatus) || !now?.Endpoint) return undefined;
    return { address: `${now.Endpoint.Address}:${now.Endpoint.Port}`, secret: now.MasterUserSecret?.SecretArn };
  });
}

async function make(system: System, restoring: Restoring): Promise<void> {
  const { from, name, to, follow } = restoring;
  const source = await instanceNamed(system, from);
  if (!source) throw new PlainError(`the database ${from} is not there; write the stack or profile that has it`);
  const [backups] = await windowsOf(system, from);
  checkMoment(restoring, backups?.RestoreWindow?.EarliestTime, source.LatestRestorableTime);
  const tags = tagsOf(system, restoring, source.TagList);
  const request = {
    SourceDBInstanceIdentifier: from,
    TargetDBInstanceIdentifier: name,
    RestoreTime: to,
    ...settingsOf(source),
    Tags: tags,
  };
  await made(system.clients.rds().restoreDBInstanceToPointInTime(request), "DBInstanceAlreadyExists");
  follow(`RDS makes ${name}, which takes from minutes to hours; ${from} serves on`);
}

async function windowsOf(system: System, DBInstanceIdentifier: string) {
  const found = await system.clients.rds().describeDBInstanceAutomatedBackups({ DBInstanceIdentifier });
  return found.DBInstanceAutomatedBackups ?? [];
}

/** What RDS would else choose by itself: another network, no firewall of its own, default parameters, one zone. */
function settingsOf(source: DBInstance): Partial<RestoreDBInstanceToPointInTimeMessage> {
  const { DBInstanceClass, MultiAZ, PubliclyAccessible, DeletionProtection, CopyTagsToSnapshot } = source;
  const groups = source.VpcSecurityGroups?.flatMap(({ VpcSecurityGroupId }) => VpcSecurityGroupId ?? []);
  return {
    DBInstanceClass,
    MultiAZ,
    PubliclyAccessible,
    DeletionProtection,
    CopyTagsToSnapshot,
    AutoMinorVersionUpgrade: source.AutoMinorVersionUpgrade,
    BackupRetentionPeriod: source.BackupRetentionPeriod,
    MaxAllocatedStorage: source.MaxAllocatedStorage,
    DBSubnetGroupName: source.DBSubnetGroup?.DBSubnetGroupName,
    DBParameterGroupName: source.DBParameterGroups?.[0]?.DBParameterGroupName,
    OptionGroupName: ownOptions(source),
    VpcSecurityGroupIds: groups,
    EnableIAMDatabaseAuthentication: source.IAMDatabaseAuthenticationEnabled,
    EnableCloudwatchLogsExports: source.EnabledCloudwatchLogsExports,
    CACertificateIdentifier: source.CACertificateIdentifier,
    ...(source.MasterUserSecret && {
      ManageMasterUserPassword: true,
      MasterUserSecretKmsKeyId: source.MasterUserSecret.KmsKeyId,
    }),
  };
}

/** The group of options that somebody made; the default ones come by themselves. */
function ownOptions({ OptionGroupMemberships = [] }: DBInstance): string | undefined {
  return OptionGroupMemberships.map(({ OptionGroupName }) => OptionGroupName).find(
    name => !name?.startsWith("default:"),
  );
}

export async function instanceNamed(system: System, DBInstanceIdentifier: string): Promise<DBInstance | undefined> {
  const asked = system.clients.rds().describeDBInstances({ DBInstanceIdentifier });
  return (await ifThere(asked, "DBInstanceNotFound"))?.DBInstances?.[0];
}
