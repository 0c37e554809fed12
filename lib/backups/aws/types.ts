/** What is to be known of a type of resource before it is backed up. */
interface TypeOfResource {
  /** Its ARN, after the partition. */
  arn: RegExp;
  /** Its tokens in Pulumi's AWS provider. */
  token?: RegExp;
  /** Whether AWS Backup keeps it restorable to any second. */
  continuous?: true;
  /** Whether AWS Backup can test its restores. */
  restorable?: true;
  /**
   * Whether its ARN does not tell it from its like. Such a type is backed up only when it is opted in to in the Region's
   * settings, while all others need no more than to be named by their ARN.
   */
  shared?: true;
}

/**
 * What AWS Backup backs up, by the name that it gives to the type (AWS, AWS Backup developer guide, "Supported resources",
 * "Assign resources", "Restore testing"). Of ARNs that types share, the first one here stands for all.
 */
export const BACKUP_TYPES = {
  RDS: { arn: /^rds:[^:]+:\d{12}:db:/, token: /^aws:rds\/instance:/, continuous: true, restorable: true },
  Aurora: {
    arn: /^rds:[^:]+:\d{12}:cluster:/,
    token: /^aws:rds\/cluster:/,
    continuous: true,
    restorable: true,
    shared: true,
  },
  DocumentDB: { arn: /^rds:[^:]+:\d{12}:cluster:/, token: /^aws:docdb\/cluster:/, restorable: true, shared: true },
  Neptune: { arn: /^rds:[^:]+:\d{12}:cluster:/, token: /^aws:neptune\/cluster:/, restorable: true, shared: true },
  DynamoDB: { arn: /^dynamodb:[^:]+:\d{12}:table\//, token: /^aws:dynamodb\/table:/, restorable: true },
  S3: { arn: /^s3:::[^/]+$/, token: /^aws:s3\/bucket(?:V2)?:/, continuous: true, restorable: true },
  EFS: { arn: /^elasticfilesystem:[^:]+:\d{12}:file-system\//, token: /^aws:efs\/fileSystem:/, restorable: true },
  FSx: { arn: /^fsx:[^:]+:\d{12}:(?:file-system|volume)\//, token: /^aws:fsx\//, restorable: true, shared: true },
  EBS: { arn: /^ec2:[^:]+:\d{12}:volume\//, token: /^aws:ebs\/volume:/, restorable: true },
  EC2: { arn: /^ec2:[^:]+:\d{12}:instance\//, token: /^aws:ec2\/instance:/, restorable: true },
  Redshift: { arn: /^redshift:[^:]+:\d{12}:cluster:/, token: /^aws:redshift\/cluster:/ },
  Timestream: { arn: /^timestream:[^:]+:\d{12}:database\/[^/]+\/table\// },
  "Storage Gateway": { arn: /^storagegateway:[^:]+:\d{12}:gateway\/[^/]+\/volume\// },
  VirtualMachine: { arn: /^backup-gateway:[^:]+:\d{12}:vm\// },
  CloudFormation: { arn: /^cloudformation:[^:]+:\d{12}:stack\// },
  "SAP HANA on Amazon EC2": { arn: /^ssm-sap:[^:]+:\d{12}:HANA\//, continuous: true },
} as const satisfies Record<string, TypeOfResource>;

export type BackupType = keyof typeof BACKUP_TYPES;

export const TYPE_NAMES: readonly string[] = Object.keys(BACKUP_TYPES);

const KNOWN: ReadonlyMap<string, TypeOfResource> = new Map(Object.entries(BACKUP_TYPES));

export function isBackupType(name: string): name is BackupType {
  return KNOWN.has(name);
}

function firstType(matches: (type: TypeOfResource) => boolean): BackupType | undefined {
  const [name] = [...KNOWN].find(([, type]) => matches(type)) ?? [];
  return name !== undefined && isBackupType(name) ? name : undefined;
}

const ARN = /^arn:aws(?:-[a-z]+)*:([^*]+)$/;

export function isArn(text: string): boolean {
  return ARN.test(text) && text.split(":").length >= 6;
}

/** The type of what an ARN names, or `undefined` for something that AWS Backup does not back up. */
export function typeOfArn(arn: string): BackupType | undefined {
  const [, rest] = ARN.exec(arn) ?? [];
  return rest === undefined ? undefined : firstType(type => type.arn.test(rest));
}

/** The type of a resource of Pulumi's, by its token. */
export function typeOfToken(token: string): BackupType | undefined {
  return firstType(type => type.token?.test(token) ?? false);
}

/** Every type that AWS Backup can do this for. */
export function typesThatAre(quality: "continuous" | "restorable" | "shared"): BackupType[] {
  return [...KNOWN].flatMap(([name, type]) => (type[quality] && isBackupType(name) ? [name] : []));
}

export function typeIs(type: BackupType, quality: "continuous" | "restorable" | "shared"): boolean {
  return KNOWN.get(type)?.[quality] ?? false;
}
