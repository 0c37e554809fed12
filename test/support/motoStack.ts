import type { Clients } from "../../lib/operations/aws/clients";
import type { AwsDetails } from "../../lib/operations/aws/details";

/** What a stack has, by AWS's own clients. */
export async function makeStack(clients: Clients): Promise<Partial<AwsDetails>> {
  const logGroup = "/shop/production/web";
  await clients.ecs().createCluster({ clusterName: "shop" });
  await clients.logs().createLogGroup({ logGroupName: logGroup });
  await clients.logs().createLogStream({ logGroupName: logGroup, logStreamName: "web" });
  const logEvents = [{ timestamp: Date.now() - 1_000, message: "ERROR: gone" }];
  await clients.logs().putLogEvents({ logGroupName: logGroup, logStreamName: "web", logEvents });
  await makeAlarm(clients, "web-cpu", "shop/production");
  await makeAlarm(clients, "others", "shop/staging");
  await makeDatabase(clients);
  const front = await makeFront(clients);
  await countRequests(clients, front.targetGroups[0] ?? "", 3);
  return {
    cluster: "shop",
    services: { web: { service: "web", logGroup, front } },
    jobs: {},
    balancer: { arnSuffix: "app/shop/1", shared: true },
    database: { kind: "instance", identifier: "shop", arn: "arn:aws:rds:eu-west-1:123456789012:db:shop" },
    errorPattern: "ERROR",
  };
}

async function makeAlarm(clients: Clients, AlarmName: string, stack: string): Promise<void> {
  const tags = { "daytwo:stack": stack, "daytwo:severity": "warning", "daytwo:subject": "web" };
  await clients.cloudwatch().putMetricAlarm({
    AlarmName,
    AlarmDescription: "The CPU is busy.",
    Namespace: "AWS/ECS",
    MetricName: "CPUUtilization",
    Statistic: "Average",
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 80,
    ComparisonOperator: "GreaterThanThreshold",
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  });
  await clients.cloudwatch().setAlarmState({ AlarmName, StateValue: "ALARM", StateReason: "busy" });
}

async function makeDatabase(clients: Clients): Promise<void> {
  await clients.rds().createDBInstance({
    DBInstanceIdentifier: "shop",
    DBInstanceClass: "db.t4g.micro",
    Engine: "postgres",
    AllocatedStorage: 20,
    MasterUsername: "shop",
    MasterUserPassword: "of-a-test-alone",
  });
}

async function makeFront(clients: Clients) {
  const elb = clients.elb();
  const { LoadBalancers = [] } = await elb.createLoadBalancer({ Name: "shop", Subnets: await defaultSubnets() });
  const { VpcId, LoadBalancerArn } = LoadBalancers[0] ?? {};
  const group = { Protocol: "HTTP" as const, Port: 80, TargetType: "ip" as const, ...(VpcId && { VpcId }) };
  const groups = await Promise.all(["blue", "green"].map(Name => elb.createTargetGroup({ Name, ...group })));
  const targetGroups = groups.map(({ TargetGroups = [] }) => TargetGroups[0]?.TargetGroupArn ?? "");
  const weighted = targetGroups.map((TargetGroupArn, index) => ({ TargetGroupArn, Weight: index === 0 ? 100 : 0 }));
  const notFound = {
    Type: "fixed-response" as const,
    FixedResponseConfig: { StatusCode: "404", ContentType: "text/plain" },
  };
  const { Listeners = [] } = await elb.createListener({
    LoadBalancerArn,
    Protocol: "HTTP",
    Port: 80,
    DefaultActions: [notFound],
  });
  const listener = Listeners[0]?.ListenerArn ?? "";
  const { Rules = [] } = await elb.createRule({
    ListenerArn: listener,
    Priority: 100,
    Conditions: [{ Field: "path-pattern", PathPatternConfig: { Values: ["/*"] } }],
    Actions: [{ Type: "forward", ForwardConfig: { TargetGroups: weighted } }],
  });
  return { listener, rule: Rules[0]?.RuleArn ?? "", targetGroups };
}

/** Those that every account has; the client for them is needed nowhere else. */
async function defaultSubnets(): Promise<string[]> {
  const scope = "Credential=test/20260101/eu-west-1/ec2/aws4_request";
  const headers = { authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0` };
  const body = new URLSearchParams({ Action: "DescribeSubnets", Version: "2016-11-15" });
  const answer = await fetch(process.env.AWS_ENDPOINT_URL ?? "", { method: "POST", headers, body });
  return [...(await answer.text()).matchAll(/<subnetId>([^<]+)</g)].flatMap(([, id]) => id ?? []).slice(0, 2);
}

async function countRequests(clients: Clients, targetGroup: string, Value: number): Promise<void> {
  const suffix = targetGroup.slice(targetGroup.lastIndexOf(":") + 1);
  const Dimensions = [
    { Name: "LoadBalancer", Value: "app/shop/1" },
    { Name: "TargetGroup", Value: suffix },
  ];
  const MetricData = [{ MetricName: "RequestCount", Dimensions, Value, Timestamp: new Date(Date.now() - 60_000) }];
  await clients.cloudwatch().putMetricData({ Namespace: "AWS/ApplicationELB", MetricData });
}
