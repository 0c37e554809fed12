/** A resource, as a plan or a state has it. */
interface Held {
  type: string;
  name: string;
  custom: boolean;
  protect: boolean;
}

/**
 * Types of AWS's that hold data, each with the names of those of our resources that hold none: what is in them is made
 * again from the configuration or within the hour, or tells only of daytwo's own jobs.
 */
export const HOLDERS: Record<string, RegExp | undefined> = {
  "aws:backup/vault:Vault": undefined,
  "aws:cloudwatch/logGroup:LogGroup": /-(?:steward|proof)-|-credentials-(?:login-)?log-group$|-archive-failures$/,
  "aws:ecr/repository:Repository": undefined,
  "aws:elasticache/replicationGroup:ReplicationGroup": undefined,
  // Messages pass through, and none is kept.
  "aws:kms/key:Key": /-notifications-(?:.+-)?key$/,
  "aws:rds/cluster:Cluster": undefined,
  "aws:rds/clusterInstance:ClusterInstance": undefined,
  "aws:rds/instance:Instance": undefined,
  "aws:s3/bucket:Bucket": /-canaries-bucket$/,
  // All others are made of the configuration, or of another resource's state.
  "aws:secretsmanager/secret:Secret": /(?<!-credentials)-secret$/,
};

/** Types that hold nothing of their own: settings, permissions, ways, and what is made again from the program. */
const OTHERS = new Set([
  "aws:acm/certificate:Certificate",
  "aws:acm/certificateValidation:CertificateValidation",
  "aws:appautoscaling/policy:Policy",
  "aws:appautoscaling/target:Target",
  "aws:backup/plan:Plan",
  "aws:backup/restoreTestingPlan:RestoreTestingPlan",
  "aws:backup/restoreTestingSelection:RestoreTestingSelection",
  "aws:backup/selection:Selection",
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
  "aws:cloudwatch/compositeAlarm:CompositeAlarm",
  "aws:cloudwatch/dashboard:Dashboard",
  "aws:cloudwatch/eventRule:EventRule",
  "aws:cloudwatch/eventTarget:EventTarget",
  "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy",
  "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  "aws:cloudwatch/logStream:LogStream",
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:cloudwatch/queryDefinition:QueryDefinition",
  "aws:ec2/eip:Eip",
  "aws:ec2/internetGateway:InternetGateway",
  "aws:ec2/natGateway:NatGateway",
  "aws:ec2/routeTable:RouteTable",
  "aws:ec2/routeTableAssociation:RouteTableAssociation",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/vpc:Vpc",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  "aws:ecs/cluster:Cluster",
  "aws:ecs/service:Service",
  "aws:ecs/taskDefinition:TaskDefinition",
  "aws:elasticache/parameterGroup:ParameterGroup",
  "aws:elasticache/subnetGroup:SubnetGroup",
  "aws:iam/role:Role",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
  "aws:lambda/function:Function",
  "aws:lambda/invocation:Invocation",
  "aws:lambda/permission:Permission",
  "aws:lb/listener:Listener",
  "aws:lb/listenerRule:ListenerRule",
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:lb/targetGroup:TargetGroup",
  "aws:rds/clusterParameterGroup:ClusterParameterGroup",
  "aws:rds/parameterGroup:ParameterGroup",
  "aws:rds/subnetGroup:SubnetGroup",
  "aws:route53/healthCheck:HealthCheck",
  "aws:route53/record:Record",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketLogging:BucketLogging",
  "aws:s3/bucketObjectv2:BucketObjectv2",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:scheduler/schedule:Schedule",
  "aws:scheduler/scheduleGroup:ScheduleGroup",
  "aws:secretsmanager/secretRotation:SecretRotation",
  "aws:secretsmanager/secretVersion:SecretVersion",
  "aws:sns/topic:Topic",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sns/topicSubscription:TopicSubscription",
  "aws:synthetics/canary:Canary",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
]);

/** Those of them that hold data. */
export function holdersOf<R extends Held>(resources: readonly R[]): R[] {
  return resources.filter(({ type, name }) => type in HOLDERS && !HOLDERS[type]?.test(name));
}

/** What holds data and is not protected, in words; and types of which nobody has said yet whether they do. */
export function losable(resources: readonly Held[]): string[] {
  const types = new Set(resources.filter(({ custom }) => custom).map(({ type }) => type));
  const unknown = [...types].filter(type => type.startsWith("aws:") && !(type in HOLDERS) && !OTHERS.has(type));
  return [
    ...unknown.map(type => `${type}: say in test/support/awsHolders.ts whether it holds data`),
    ...holdersOf(resources).flatMap(({ name, protect }) =>
      protect ? [] : [`${name}: holds data, and is not protected`],
    ),
  ];
}
