/** Where the name of a resource stands. */
interface Naming {
  /** The input that has it, whose change replaces the resource. */
  input: string;
  /** The name within the id that the provider imports it by. @default - the id is the name */
  within?: RegExp;
}

/** Types that are imported by their name, or by an ARN with the name in it (Pulumi registry, "Import" of each type). */
const NAMINGS: Record<string, Naming> = {
  "aws:backup/vault:Vault": { input: "name" },
  "aws:cloudwatch/logGroup:LogGroup": { input: "name" },
  "aws:ecr/repository:Repository": { input: "name" },
  "aws:ecs/cluster:Cluster": { input: "name" },
  "aws:elasticache/parameterGroup:ParameterGroup": { input: "name" },
  "aws:elasticache/replicationGroup:ReplicationGroup": { input: "replicationGroupId" },
  "aws:elasticache/subnetGroup:SubnetGroup": { input: "name" },
  "aws:iam/role:Role": { input: "name" },
  "aws:lb/loadBalancer:LoadBalancer": { input: "name", within: /:loadbalancer\/\w+\/([^/]+)\// },
  "aws:lb/targetGroup:TargetGroup": { input: "name", within: /:targetgroup\/([^/]+)\// },
  "aws:rds/cluster:Cluster": { input: "clusterIdentifier" },
  "aws:rds/clusterInstance:ClusterInstance": { input: "identifier" },
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": { input: "name" },
  "aws:rds/instance:Instance": { input: "identifier" },
  "aws:rds/parameterGroup:ParameterGroup": { input: "name" },
  "aws:rds/subnetGroup:SubnetGroup": { input: "name" },
  "aws:s3/bucket:Bucket": { input: "bucket" },
  // Secrets Manager ends an ARN with a hyphen and six characters of its own.
  "aws:secretsmanager/secret:Secret": { input: "name", within: /:secret:(.+)-\w{6}$/ },
  "aws:sns/topic:Topic": { input: "name", within: /:([^:]+)$/ },
};

/**
 * The inputs by which a resource has the name that it is imported by. Without them Pulumi would make up another name, and
 * want to replace what it has just imported.
 */
export function nameOfImport(type: string, id: string): Record<string, string> {
  const naming = Object.hasOwn(NAMINGS, type) ? NAMINGS[type] : undefined;
  if (!naming) return {};
  const name = naming.within ? naming.within.exec(id)?.[1] : id;
  return name === undefined ? {} : { [naming.input]: name };
}
