import { Application } from "daytwo";
import * as aws from "daytwo/aws";
import { costsOf, type PlannedResource, type PlanValues } from "daytwo/plan";
import { plan } from "daytwo/testing";
import { AWS_BILLING } from "../../lib/plan/costs/aws";

const image = "ghcr.io/acme/shop@sha256:0123";

function resource(type: string, inputs: PlanValues = {}, more: Partial<PlannedResource> = {}): PlannedResource {
  return {
    urn: type,
    type,
    name: "a",
    parent: null,
    provider: null,
    custom: true,
    remote: false,
    inputs,
    dependencies: [],
    propertyDependencies: {},
    protect: false,
    retainOnDelete: false,
    aliases: [],
    ...more,
  };
}

describe("what is billed is counted:", () => {
  it.each<[string, PlanValues, [number, string][]]>([
    ["aws:ec2/natGateway:NatGateway", {}, [[1, "NAT gateways"]]],
    ["aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Gateway" }, []],
    ["aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Interface" }, [[1, "interface endpoints"]]],
    [
      "aws:lb/loadBalancer:LoadBalancer",
      { subnets: ["a", "b", "c"] },
      [
        [3, "public IPv4 addresses"],
        [1, "load balancers"],
      ],
    ],
    ["aws:lb/loadBalancer:LoadBalancer", { subnets: ["a", "b"], internal: true }, [[1, "load balancers"]]],
    ["aws:ecs/service:Service", { desiredCount: 2 }, [[2, "Fargate tasks"]]],
    [
      "aws:ecs/service:Service",
      { desiredCount: 2, networkConfiguration: { assignPublicIp: true } },
      [
        [2, "public IPv4 addresses"],
        [2, "Fargate tasks"],
      ],
    ],
    ["aws:ecs/service:Service", { desiredCount: 0 }, []],
    ["aws:ecs/cluster:Cluster", { settings: [{ name: "containerInsights", value: "disabled" }] }, []],
    ["aws:rds/instance:Instance", { multiAz: true }, [[2, "database servers"]]],
    ["aws:rds/instance:Instance", { multiAz: { $unknown: true } }, [[1, "database servers"]]],
    [
      "aws:rds/instance:Instance",
      { manageMasterUserPassword: true },
      [
        [1, "database servers"],
        [1, "secrets"],
      ],
    ],
    ["aws:rds/cluster:Cluster", { manageMasterUserPassword: true }, [[1, "secrets"]]],
    ["aws:rds/cluster:Cluster", {}, []],
    ["aws:elasticache/replicationGroup:ReplicationGroup", { numCacheClusters: 2 }, [[2, "cache nodes"]]],
    [
      "aws:synthetics/canary:Canary",
      { schedule: { expression: "rate(5 minutes)" } },
      [[8760, "runs of canaries a month"]],
    ],
    ["aws:synthetics/canary:Canary", { schedule: { expression: "rate(1 hour)" } }, [[730, "runs of canaries a month"]]],
    ["aws:cloudwatch/metricAlarm:MetricAlarm", {}, [[1, "alarms"]]],
    [
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      {
        metricQueries: [
          { id: "a", metric: {} },
          { id: "b", metric: {} },
          { id: "c", expression: "a+b" },
        ],
      },
      [[2, "alarms"]],
    ],
    ["aws:iam/role:Role", {}, []],
  ])("%s %j", (type, inputs, expected) => {
    expect(costsOf({ resources: [resource(type, inputs)] }).map(({ count, part }) => [count, part])).toEqual(expected);
  });

  it("what is alike is one line, and what is only read is none", () => {
    const key = "aws:kms/key:Key";
    const resources = [resource(key), resource(key), resource(key, {}, { read: { id: "1" } })];
    expect(costsOf({ resources })).toEqual([{ part: "KMS keys", count: 2, by: "key and month, and use" }]);
  });
});

/** Types of which AWS bills nothing by themselves: who makes another one says so here, or adds it to `AWS_BILLING`. */
const FREE: Record<string, RegExp> = {
  acm: /./,
  appautoscaling: /^target:/,
  backup: /^(plan|restoreTestingPlan|selection):/,
  cloudwatch: /^(eventRule|eventTarget|logStream|logSubscriptionFilter|queryDefinition):/,
  ec2: /^(internetGateway|routeTable|routeTableAssociation|securityGroup|subnet|vpc):/,
  ecr: /^lifecyclePolicy:/,
  ecs: /^taskDefinition:/,
  elasticache: /^(parameterGroup|subnetGroup):/,
  iam: /./,
  lambda: /^(invocation|permission):/,
  lb: /^(listener|listenerCertificate|listenerRule|targetGroup):/,
  rds: /^(parameterGroup|clusterParameterGroup|subnetGroup):/,
  route53: /^record:/,
  s3: /^bucket[A-Z]/,
  scheduler: /^scheduleGroup:/,
  secretsmanager: /^(secretRotation|secretVersion):/,
  sns: /^(topicPolicy|topicSubscription):/,
  vpc: /./,
};

function isFree(type: string): boolean {
  const [, service = "", kind = ""] = /^aws:([^/]+)\/(.+)$/.exec(type) ?? [];
  return FREE[service]?.test(kind) ?? false;
}

test("each type that a whole row makes is known to be billed, or not to be", async () => {
  const { resources } = await plan(
    () =>
      void new Application("shop", {
        platform: aws,
        environment: "production",
        services: { web: { image, domain: "shop.example.com" }, site: { build: "./site", path: "/site" } },
        workers: { mailer: { image, scale: { min: 1, max: 3 } } },
        jobs: { cleanup: { image, schedule: "0 3 * * *" } },
        database: {},
        cache: {},
        storage: {},
        notify: { critical: ["a@example.com"], warning: ["a@example.com"], daily: ["a@example.com"] },
        backups: { git: ["https://github.com/acme/shop.git"], password: "a-long-password" },
      }),
  );
  const types = [...new Set(resources.map(({ type }) => type).filter(type => type.startsWith("aws:")))];
  expect(types.filter(type => !Object.hasOwn(AWS_BILLING, type) && !isFree(type)).sort()).toEqual([]);
});
