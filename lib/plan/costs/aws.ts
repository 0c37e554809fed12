import type { PlanValue, PlanValues } from "../model";

/** How a type of resource is billed, in kind: prices differ by Region and go stale. */
export interface Billing {
  /** What is counted, in the plural. */
  part: string;
  /** By what it is billed. */
  by: string;
  /** How many of it one resource is. @default - one */
  count?: (inputs: PlanValues) => number;
}

/** Hours of a month, as AWS's price list reckons them: 365 × 24 / 12. */
const HOURS = 730;

const alarms = { part: "alarms", by: "metric that each looks at, and month" };
const secrets = { part: "secrets", by: "secret and month" };
const metrics = { part: "metrics of its own", by: "metric and month" };

/**
 * What AWS bills, by type: the one list of it. What is not here costs nothing by itself: roles, policies, rules, network
 * parts, certificates. (AWS's price pages of each service; Elastic Load Balancing's for its addresses.)
 */
export const AWS_BILLING: Record<string, Billing | Billing[]> = {
  "aws:ec2/natGateway:NatGateway": { part: "NAT gateways", by: "hour, and gigabyte that passes" },
  "aws:ec2/eip:Eip": { part: "public IPv4 addresses", by: "hour" },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    part: "interface endpoints",
    by: "hour and zone, and gigabyte that passes",
    count: ({ vpcEndpointType }) => (vpcEndpointType === "Interface" ? 1 : 0),
  },
  "aws:lb/loadBalancer:LoadBalancer": [
    { part: "load balancers", by: "hour, and use" },
    { part: "public IPv4 addresses", by: "hour", count: ({ internal, subnets }) => (internal ? 0 : lengthOf(subnets)) },
  ],
  "aws:ecs/service:Service": [
    { part: "Fargate tasks", by: "second, by vCPU and memory", count: ({ desiredCount }) => numberOr(desiredCount, 1) },
    { part: "public IPv4 addresses", by: "hour", count: publicTasks },
  ],
  "aws:ecs/cluster:Cluster": {
    part: "clusters with Container Insights",
    by: "metric and month",
    count: ({ settings }) => (JSON.stringify(settings ?? "").includes('"enabled"') ? 1 : 0),
  },
  "aws:scheduler/schedule:Schedule": { part: "scheduled jobs", by: "second of Fargate, while they run" },
  "aws:rds/instance:Instance": [
    {
      part: "database servers",
      by: "hour and class, and gigabyte of storage",
      count: ({ multiAz }) => (multiAz === true ? 2 : 1),
    },
    { ...secrets, count: administrators },
  ],
  "aws:rds/cluster:Cluster": { ...secrets, count: administrators },
  "aws:rds/clusterInstance:ClusterInstance": {
    part: "Aurora servers",
    by: "capacity unit and hour, and gigabyte of storage",
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    part: "cache nodes",
    by: "hour and type",
    count: ({ numCacheClusters }) => numberOr(numCacheClusters, 1),
  },
  "aws:kms/key:Key": { part: "KMS keys", by: "key and month, and use" },
  "aws:secretsmanager/secret:Secret": secrets,
  "aws:lambda/function:Function": { part: "functions", by: "run, by memory and time" },
  "aws:synthetics/canary:Canary": { part: "runs of canaries a month", by: "run", count: canaryRuns },
  "aws:route53/healthCheck:HealthCheck": { part: "Route 53 health checks", by: "check and month" },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { ...alarms, count: ({ metricQueries }) => metricsIn(metricQueries) },
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": { part: "composite alarms", by: "alarm and month" },
  // Target tracking makes two alarms, one to add and one to take away.
  "aws:appautoscaling/policy:Policy": { ...alarms, count: () => 2 },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": metrics,
  "aws:cloudwatch/dashboard:Dashboard": { part: "dashboards", by: "dashboard and month" },
  "aws:cloudwatch/logGroup:LogGroup": { part: "log groups", by: "gigabyte taken in, and kept" },
  "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy": {
    part: "log groups that are redacted",
    by: "gigabyte looked through",
  },
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": { part: "delivery streams", by: "gigabyte taken in" },
  "aws:s3/bucket:Bucket": { part: "buckets", by: "gigabyte kept, and request" },
  "aws:ecr/repository:Repository": { part: "repositories", by: "gigabyte kept" },
  "aws:sns/topic:Topic": { part: "topics", by: "message" },
  "aws:backup/vault:Vault": { part: "backup vaults", by: "gigabyte kept" },
  "aws:backup/restoreTestingSelection:RestoreTestingSelection": {
    part: "restore tests",
    by: "restored gigabyte, and hour that it stands",
  },
};

function numberOr(value: PlanValue | undefined, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}

function lengthOf(value: PlanValue | undefined): number {
  return Array.isArray(value) ? value.length : 1;
}

function publicTasks({ desiredCount, networkConfiguration }: PlanValues): number {
  const isPublic = JSON.stringify(networkConfiguration ?? "").includes('"assignPublicIp":true');
  return isPublic ? numberOr(desiredCount, 1) : 0;
}

/** RDS keeps an administrator's password in a secret that the account pays for (Amazon RDS user guide, "Password management"). */
function administrators({ manageMasterUserPassword }: PlanValues): number {
  return manageMasterUserPassword === true ? 1 : 0;
}

/** An alarm on math is billed by each metric that goes into it. */
function metricsIn(queries: PlanValue | undefined): number {
  if (!Array.isArray(queries)) return 1;
  return queries.filter(query => typeof query === "object" && query !== null && "metric" in query).length;
}

/** `rate(5 minutes)` → 8760. */
function canaryRuns({ schedule }: PlanValues): number {
  const [, every = "1", unit = "hour"] = /rate\((\d+) (minute|hour)/.exec(JSON.stringify(schedule ?? "")) ?? [];
  const perHour = (unit === "minute" ? 60 : 1) / Number(every);
  return Math.round(HOURS * perHour);
}
